import ArchGraph

/// A locally connected layer: a convolution with separate weights for every output position.
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

  public static let signature = Signature(
    "locally_connected", .convolution, "Convolution with separate weights at every output position.",
    arguments: [
      .positional("filters", .count(), "the number of output channels"),
      .named("kernel", .axes(), "the size of the window", as: .window),
      .named("stride", .axes(), default: 1, "the step of the window", as: .step),
      .named("padding", .padding, default: 0, "what is added around the input", as: .detail),
      .named("bias", .boolean, default: true, "whether each output element adds a bias", as: .detail),
    ],
    notes: [
      "The bias is not shared either: there is one for each filter and position, as in Keras and DeepFace."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    filters = try arguments.integer("filters")
    window = Window(
      kernel: try arguments.axes("kernel"), stride: try arguments.axes("stride"),
      padding: try arguments.padding("padding"))
    bias = try arguments.boolean("bias")
  }

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
      [filters, Factor("in_channels", input[0])] + window.taps(rank: extents.count) + positions,
      use: .product(over: 1..<2 + extents.count))
    return bias ? [weight, Parameter("bias", [filters] + positions, use: .shift)] : [weight]
  }

  /// One multiply-add for each tap, input channel and output element; one addition for a bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let input = inputs[0]
    var work = Work()
    work[.multiplyAdds] = Count(
      window.taps(rank: input.rank - 1), [Factor("in_channels", input[0])], output.elements)
    if let padded = window.tapsInPadding(over: input.spatial) {
      work.padded = Count([Factor("in_channels", input[0]), Factor("filters", filters), padded])
    }
    if bias { work[.additions] = Count(output.elements) }
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = window.elementsRead(of: input)
    work[.writes] = Count(output.elements)
    return work
  }

  /// The window's reach.
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

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .mixed, values: .standardised, axes: .map, part: .layer,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

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
