import ArchGraph
import ArchKernels

/// A locally connected layer: a convolution whose every output position has weights of its own.
public struct LocallyConnected: Operator {
  /// The number of output channels.
  public var filters: Int
  /// Kernel, stride and padding.
  public var window: Window
  /// Whether each output element has a bias.
  public var bias: Bool

  /// A locally connected layer; everything but filters and kernel has the usual default.
  public init(_ filters: Int, kernel: Axes, stride: Axes = 1, padding: Padding = 0, bias: Bool = true) {
    self.filters = filters
    window = Window(kernel: kernel, stride: stride, padding: padding)
    self.bias = bias
  }

  /// The name and the arguments.
  public static let signature = Signature(
    "locally_connected", .convolution, "Convolution with weights of its own at every output position.",
    arguments: [
      .positional("filters", .count(), "the number of output channels"),
      .named("kernel", .axes(), "the size of the window"),
      .named("stride", .axes(), default: 1, "the step of the window"),
      .named("padding", .padding, default: 0, "what is added around the input"),
      .named("bias", .boolean, default: true, "whether each output element adds a bias"),
    ],
    notes: ["The bias is not shared either: one for each filter and position, as in Keras and DeepFace."])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) {
    filters = try arguments.integer("filters")
    window = Window(
      kernel: try arguments.axes("kernel"), stride: try arguments.axes("stride"),
      padding: try arguments.padding("padding"))
    bias = try arguments.boolean("bias")
  }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] {
    [
      .integer(filters), .init(window.kernel), .init(window.stride), .init(window.padding), .boolean(bias),
    ]
  }

  /// `[C, …]` becomes `[filters, …]`, each axis by the steps of the window.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    return .extents(try window.extents(Extent("filters", filters), over: input.spatial))
  }

  /// `weight [filters, C, kernel…, positions…]` and `bias [filters, positions…]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let input = inputs[0]
    guard let extents = try? window.extents(Extent("filters", filters), over: input.spatial).dropFirst()
    else {
      return []
    }
    let filters = Factor("filters", filters)
    let positions = zip(Axis.spatial("out_", extents.count), extents).map { Factor($0, $1.value) }
    let weight = Parameter(
      "weight",
      [filters, Factor("in_channels", input[0])] + window.taps(rank: extents.count) + positions)
    return bias ? [weight, Parameter("bias", [filters] + positions)] : [weight]
  }

  /// One multiply-add for each tap, input channel and output element; one addition for a bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let input = inputs[0]
    var work = Work()
    work[.multiplyAdds] = Count(
      window.taps(rank: input.rank - 1), [Factor("in_channels", input[0])], output.elements)
    if bias { work[.additions] = Count(output.elements) }
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = window.elementsRead(of: input)
    work[.writes] = Count(output.elements)
    return work
  }

  /// That of the window.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { window.reach(over: inputs[0].spatial) }

  /// `y[f, p] = bias[f, p] + Σ x[c, p*stride - padding + tap] * weight[f, c, tap, p]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    guard let axes = try? window.axes(over: x.shape.spatial) else { return Tensor(output, []) }
    return Tensor(output) { position in
      var sum = N(0)
      for channel in 0..<x.shape[0] {
        for tap in axes.taps {
          let input = [channel] + axes.input(of: position[1...], tap: tap)
          let weight = weights[0][[position[0], channel] + tap + position[1...]]
          sum.accumulate(x.at(input, outside: N(0)), times: weight)
        }
      }
      return bias ? sum + weights[1][position] : sum
    }
  }

  /// Memory of its own.
  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The padded input, and what lies under each tap at every position.
  public func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let taps = Double(inputs[0][0]) * Double(window.tapCount(rank: inputs[0].rank - 1))
    return 4 * Double(inputs[0][0]) * window.planeElements(over: inputs[0]) + 24 * taps
      + taps * Shape(Array(output.spatial)).bytes()
  }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let taps = window.kernel.expanded(to: shape.rank - 1)
    let extents = axes.extents(rank: shape.rank - 1)
    let weights = try run.weight(0, [filters, shape[0]] + taps + extents)
    let biases = bias ? try run.weight(1, [filters] + extents) : nil
    let out = try run.output([filters] + extents)
    let counts = LocalConvolution.run(
      run.input(0), batch: run.batch, channels: shape[0], axes: axes, filters: filters, weights: weights,
      bias: biases, into: out, pool: run.pool)
    run.did(.multiplyAdds, counts.multiplyAdds)
    run.did(.additions, counts.additions)
    run.did(.weightReads, counts.weights)
    run.did(.activationReads, counts.reads)
    run.did(.writes, run.batch * filters * axes.outputCount)
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let input = inputs[0]
    guard let extents = try? window.extents(Extent("filters", filters), over: input.spatial) else {
      return PyTorchForm(.first)
    }
    let rank = input.rank - 1
    // In numbers on both sides, since positions are taken apart before any layer sees them.
    let padding = window.pytorchPadding(over: input.spatial)
    let pad = padding.explicit ?? padding.own.reversed().flatMap { [$0, $0] }
    return PyTorchForm(
      module: .call(
        "LocallyConnected",
        [
          .position("in_channels", PyTorchLiteral(input[0])),
          .position("out_channels", PyTorchLiteral(filters)),
          .position("kernel_size", PyTorchLiteral(window.kernel.expanded(to: rank))),
          .position("positions", PyTorchLiteral(extents.dropFirst().map(\.value))),
          .named("stride", PyTorchLiteral(window.stride.expanded(to: rank))),
          .named("bias", PyTorchLiteral(bias), default: true),
        ]),
      value: pad.allSatisfy { $0 == 0 }
        ? .module(.x) : .module(.value(.call("F.pad", [.x, .position("pad", PyTorchLiteral(pad))]))),
      definitions: [.locallyConnected])
  }

  /// Every small combination of the window's arguments, one and three axes.
  public static let specimens: [Specimen<LocallyConnected>] =
    Window.small.filter { $0.window.dilation == 1 }.map {
      Specimen(LocallyConnected($0.window), on: [2, $0.extent, 4])
    } + [
      Specimen(LocallyConnected(3, kernel: 2, bias: false), on: [1, 3, 4]),
      Specimen(
        LocallyConnected(2, kernel: .each([1, 3]), padding: .symmetric(.each([0, 1]))), on: [2, 3, 3]),
      Specimen(
        LocallyConnected(2, kernel: 3, stride: 2, padding: .explicit([.init(0, 1), .init(1, 0)])),
        on: [1, 5, 4]),
      Specimen(LocallyConnected(2, kernel: 3, stride: 2, padding: .same), on: [2, 6]),
      Specimen(LocallyConnected(2, kernel: 2), on: [1, 3, 2, 3]),
    ]

  private init(_ window: Window) {
    self.init(2, kernel: window.kernel, stride: window.stride, padding: window.padding)
  }
}

extension PyTorchDefinition {
  static let locallyConnected = PyTorchDefinition(
    "LocallyConnected",
    """
    class LocallyConnected(nn.Module):
        \"\"\"A convolution with weights and biases of its own at every position.\"\"\"

        def __init__(self, in_channels, out_channels, kernel_size, positions, stride, bias=True):
            super().__init__()
            fan_in = in_channels * math.prod(kernel_size)
            self.kernel_size = kernel_size
            self.stride = stride
            self.weight = nn.Parameter(
                torch.randn(out_channels, in_channels, *kernel_size, *positions) * (2 / fan_in) ** 0.5
            )
            self.bias = nn.Parameter(torch.zeros(out_channels, *positions)) if bias else None

        def forward(self, x):
            for axis, (kernel, stride) in enumerate(zip(self.kernel_size, self.stride)):
                x = x.unfold(axis + 2, kernel, stride)
            # [batch, channels, positions..., taps...] becomes [positions, batch, channels * taps].
            rank = len(self.kernel_size)
            positions = x.shape[2 : 2 + rank]
            x = x.movedim(tuple(range(2, 2 + rank)), tuple(range(rank)))
            x = x.reshape(math.prod(positions), x.shape[rank], -1)
            weight = self.weight.flatten(2 + rank).flatten(1, 1 + rank).permute(2, 1, 0)
            y = torch.bmm(x, weight).permute(1, 2, 0).unflatten(-1, positions)
            return y if self.bias is None else y + self.bias
    """)
}
