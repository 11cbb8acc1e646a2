import ArchGraph
import ArchKernels

/// The mean of each window, channel by channel.
public struct AvgPool: Operator {
  /// Kernel, stride, padding and rounding.
  public var window: Window
  /// Whether positions in the padding count in the divisor.
  public var countPadding: Bool

  /// An average pooling; its stride is the kernel where none is given.
  public init(
    _ kernel: Axes, stride: Axes? = nil, padding: Padding = 0, ceil: Bool = false, countPadding: Bool = true
  ) {
    window = Window(kernel: kernel, stride: stride ?? kernel, padding: padding, ceil: ceil)
    self.countPadding = countPadding
  }

  /// The name and the arguments.
  public static let signature = Signature(
    "avg_pool", .pooling, "The mean of each window, channel by channel.",
    arguments: Signature.poolingArguments() + [
      .named("count_padding", .boolean, default: true, "whether the divisor counts the padding")
    ],
    notes: [
      "With `ceil`, what hangs over the padded input counts in no divisor, as in PyTorch.",
      "TensorFlow's `same` pooling is `padding: same, count_padding: false`.",
    ])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) {
    self.init(
      try arguments.axes("kernel"), stride: try arguments.optionalAxes("stride"),
      padding: try arguments.padding("padding"), ceil: try arguments.boolean("ceil"),
      countPadding: try arguments.boolean("count_padding"))
  }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] {
    [
      .init(window.kernel), window.stride == window.kernel ? nil : .init(window.stride),
      .init(window.padding), .boolean(window.ceil), .boolean(countPadding),
    ]
  }

  /// The channels stay, each axis by the steps of the window.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    let extents = try window.extents(Extent("in_channels", input[0]), over: input.spatial)
    if !countPadding, try !window.isAlwaysInside(input.spatial) {
      throw .conflict(
        "a window of `avg_pool` lies in the padding alone, and would divide by zero",
        help: "`count_padding: true` divides by the kernel's size, or pad by less than the kernel")
    }
    return .extents(extents)
  }

  /// None.
  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One addition for each tap, and one division for each output element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.additions] = Count(window.taps(rank: inputs[0].rank - 1), output.elements)
    work[.divisions] = Count(output.elements)
    work[.activationReads] = window.elementsRead(of: inputs[0])
    work[.writes] = Count(output.elements)
    return work
  }

  /// That of the window.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { window.reach(over: inputs[0].spatial) }

  /// `y[c, p] = Σ x[c, p*stride - padding + tap] / n`, with `n` the taps inside the input or its padding.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    guard let axes = try? window.axes(over: x.shape.spatial) else { return Tensor(output, []) }
    let counted = zip(axes, x.shape.spatial).map { axis, extent in
      countPadding ? -axis.before..<extent + axis.after : 0..<extent
    }
    return Tensor(output) { position in
      var sum = N(0)
      var divisor = 0
      for tap in axes.taps {
        let input = axes.input(of: position[1...], tap: tap)
        sum = sum + x.at([position[0]] + input, outside: N(0))
        if zip(counted, input).allSatisfy({ $0.contains($1) }) { divisor += 1 }
      }
      return sum / N(Float(divisor))
    }
  }

  /// Memory of its own.
  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One channel on each thread, and a number for each position.
  public func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    window.planeMemory(over: inputs[0], threads: threads) + 8 * Shape(Array(output.spatial)).bytes()
  }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let axes = try window.kernelAxes(over: shape)
    let out = try run.output([shape[0]] + axes.extents(rank: shape.rank - 1))
    run.did(
      .additions,
      WindowPooling.sum(run.input(0), channels: run.batch * shape[0], axes: axes, into: out, pool: run.pool))
    let pixels = axes.outputCount
    let divisors = run.prepared { _ in Divisors(self, of: axes, over: shape) }
    run.did(
      .divisions,
      run.pool.sum(of: run.batch * shape[0], least: max(1, 16_384 / max(1, pixels))) { channels in
        for channel in channels { Loops.divide(pixels, divisors.numbers, out + channel * pixels) }
        return channels.count * pixels
      })
    run.did(.activationReads, run.batch * shape[0] * axes.touched)
    run.did(.writes, run.batch * shape[0] * axes.outputCount)
  }

  /// Where PyTorch has no such padding or divisor, the elements that count are summed up as well.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let rank = inputs[0].rank - 1
    let function = "F.avg_pool\(rank)d"
    // `avg_pool3d` compares the kernel with the input alone, though its padding makes room for it.
    let isTooSmall =
      rank == 3 && zip(window.kernel.expanded(to: rank), inputs[0].spatial).contains { $0 > $1 }
    let padding = window.pytorchPadding(over: inputs[0].spatial, isPooling: true, isFirst: isTooSmall)
    let pooling = window.pytorchPooling(rank: rank)
    guard let explicit = padding.explicit else {
      return PyTorchForm(
        .call(
          function,
          [.x] + pooling + [
            .named("padding", PyTorchLiteral(axes: padding.own), default: 0),
            .named("ceil_mode", PyTorchLiteral(window.ceil), default: false),
            .named(
              "count_include_pad", PyTorchLiteral(countPadding || padding.own.allSatisfy { $0 == 0 }),
              default: true),
          ]))
    }
    if countPadding, padding.beyond.allSatisfy({ $0 == 0 }) {
      return PyTorchForm(.call(function, [.value(padding.padded())] + pooling))
    }
    let counted = zip(explicit, padding.beyond).map { countPadding ? $0 - $1 : 0 }
    return PyTorchForm(
      .call(
        "masked_avg_pool",
        [
          .value("\(text: function)"), .x, .position("padding", PyTorchLiteral(explicit)),
          .position("counted", PyTorchLiteral(counted)),
        ] + pooling), definitions: [.maskedAvgPool])
  }

  /// Every small combination of the window's arguments with both divisors, ceil mode, one and three axes.
  public static let specimens: [Specimen<AvgPool>] =
    Window.smallPooling.filter { $0.window.dilation == 1 }.flatMap { small in
      [true, false].map { Specimen(AvgPool(small.window, $0), on: [2, small.extent, 5]) }
    }
    + [true, false].flatMap { counting in
      [
        Specimen(AvgPool(3, stride: 2, ceil: true, countPadding: counting), on: [1, 6, 7]),
        Specimen(AvgPool(3, stride: 2, padding: 1, ceil: true, countPadding: counting), on: [2, 4, 6]),
        Specimen(AvgPool(2, stride: 3, ceil: true, countPadding: counting), on: [1, 6, 8]),
        Specimen(
          AvgPool(3, stride: 2, padding: .explicit([.init(0, 1), .init(2, 0)]), countPadding: counting),
          on: [1, 6, 5]),
        Specimen(
          AvgPool(
            .each([1, 3]), stride: .each([2, 1]), padding: .symmetric(.each([0, 1])), countPadding: counting),
          on: [2, 4, 4]),
        Specimen(AvgPool(2, countPadding: counting), on: [3, 7]),
        Specimen(AvgPool(4, stride: 3, padding: 1, ceil: true, countPadding: counting), on: [2, 1, 7]),
        Specimen(AvgPool(2, ceil: true, countPadding: counting), on: [2, 1]),
        Specimen(AvgPool(2, stride: 1, padding: 1, countPadding: counting), on: [1, 3, 2, 3]),
        Specimen(AvgPool(3, stride: 1, padding: 1, countPadding: counting), on: [1, 3, 2, 3]),
        Specimen(AvgPool(4, stride: 3, padding: 1, ceil: true, countPadding: counting), on: [1, 3, 2, 7]),
      ]
    } + [Specimen(AvgPool(2, stride: 2, padding: 4), on: [1, 3, 4])]

  private init(_ window: Window, _ countPadding: Bool) {
    self.window = window
    self.countPadding = countPadding
  }
}

extension PyTorchDefinition {
  static let maskedAvgPool = PyTorchDefinition(
    "masked_avg_pool",
    """
    def masked_avg_pool(pool, x, padding, counted, kernel_size, stride=None):
        \"\"\"The mean of what lies in the input, or in so much of its padding as is `counted`.\"\"\"
        mask = F.pad(torch.ones_like(x[:1, :1]), counted, value=1.0)
        mask = F.pad(mask, [whole - part for whole, part in zip(padding, counted)])
        return pool(F.pad(x, padding), kernel_size, stride) / pool(mask, kernel_size, stride)
    """)
}

/// How many elements are averaged at each position.
private final class Divisors: Sendable {
  let numbers: [Float]

  init(_ pool: AvgPool, of axes: KernelAxes, over shape: Shape) {
    // The elements under a window at its edges, on each axis.
    let resolved = (try? pool.window.axes(over: shape.spatial)) ?? []
    var counts = [[1], [1], [1]]
    for (index, axis) in resolved.enumerated() {
      let extent = shape[index + 1]
      let range = pool.countPadding ? -axis.before..<extent + axis.after : 0..<extent
      let steps = [axes.depth, axes.height, axes.width][3 - resolved.count + index].steps
      counts[3 - resolved.count + index] = (0..<steps).map { step in
        (0..<axis.kernel).count { range.contains(axis.input(of: step, tap: $0)) }
      }
    }
    numbers = counts[0].flatMap { z in counts[1].flatMap { y in counts[2].map { Float(z * y * $0) } } }
  }
}
