import ArchGraph

/// Depthwise convolution: each channel has separate filters and is seen by no others.
public struct DepthwiseConv: Operator {
  /// Kernel, stride, dilation and padding.
  public var window: Window

  /// How many filters each channel has.
  public var multiplier: Int

  /// Whether each filter has a bias.
  public var bias: Bool

  /// A depthwise convolution; everything but the kernel has the usual default.
  public init(
    kernel: Axes, stride: Axes = 1, padding: Padding = 0, dilation: Axes = 1, multiplier: Int = 1,
    bias: Bool = true
  ) {
    window = Window(kernel: kernel, stride: stride, dilation: dilation, padding: padding)
    self.multiplier = multiplier
    self.bias = bias
  }

  public static let signature = Signature(
    "depthwise_conv", .convolution, "Convolution of each channel separately, over one to three spatial axes.",
    inputs: .exactly(["x"], optional: ["weights"]),
    arguments: [
      .named("kernel", .axes(), "the size of the window", as: .window),
      .named("stride", .axes(), default: 1, "the step of the window", as: .step),
      .named("padding", .padding, default: 0, "what is added around the input", as: .detail),
      .named("dilation", .axes(), default: 1, "the distance between neighbouring taps"),
      .named("multiplier", .count(), default: 1, "how many filters each channel has"),
      .named(
        "bias", .boolean, default: true,
        "whether each filter adds a bias; with given `weights` the default is false", as: .detail),
    ],
    notes: [
      "The same as `conv` with as many groups as channels; the filters of one channel are consecutive.",
      "`weights` is given as to `conv`: a value `[C*multiplier, 1, kernel…]`, or a layer such as `weight_norm`.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    window = Window(
      kernel: try arguments.axes("kernel"), stride: try arguments.axes("stride"),
      dilation: try arguments.axes("dilation"), padding: try arguments.padding("padding"))
    multiplier = try arguments.integer("multiplier")
    bias =
      try arguments.isGiven("bias") || arguments.inputs.isEmpty ? arguments.boolean("bias") : false
  }

  public var arguments: [ArgumentValue?] {
    [
      .init(window.kernel), .init(window.stride), .init(window.padding), .init(window.dilation),
      .integer(multiplier), .boolean(bias),
    ]
  }

  /// `[C, …]` becomes `[C*multiplier, …]`, each axis by the steps of the window.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(Array(inputs.prefix(1)))
    let channels = try Extent(.named("in_channels", input[0]) * .named("multiplier", multiplier))
    let extents = try window.extents(channels, over: input.spatial)
    if inputs.count > 1 { try checkWeights(inputs, conv(of: input).filterShape(of: input)) }
    return .extents(extents)
  }

  /// The same as a convolution in groups.
  func conv(of input: Shape) -> Conv {
    var conv = Conv(input[0] * multiplier, kernel: window.kernel, groups: input[0], bias: bias)
    conv.window = window
    return conv
  }

  /// `weight [C*multiplier, 1, kernel…]`, unless it is a value, and `bias [C*multiplier]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let filters = Factor("filters", inputs[0][0] * multiplier)
    let weight = Parameter(
      "weight", [filters, Factor("channels_per_group", 1)] + window.taps(rank: inputs[0].rank - 1),
      use: .product(over: 1..<inputs[0].rank + 1))
    let own = inputs.count > 1 ? [] : [weight]
    return bias ? own + [Parameter("bias", [filters], use: .shift)] : own
  }

  /// One multiply-add for each tap and output element; one addition for a bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.multiplyAdds] = Count(window.taps(rank: inputs[0].rank - 1), output.elements)
    if let padded = window.tapsInPadding(over: inputs[0].spatial) {
      work.padded = Count([Factor("filters", output[0]), padded])
    }
    if bias { work[.additions] = Count(output.elements) }
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = window.elementsRead(of: inputs[0])
    if inputs.count > 1 { work[.activationReads].add(inputs[1].factors("weight_")) }
    work[.writes] = Count(output.elements)
    return work
  }

  /// The window's; of given filters, which have more axes than the input, everything.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { window.reach(over: inputs[0].spatial) }

  /// `y[f, p] = bias[f] + Σ x[f/multiplier, p*stride - padding + tap*dilation] * weight[f, 0, tap]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let weight = inputs.count > 1 ? inputs[1] : weights[0]
    guard let axes = try? window.axes(over: x.shape.spatial) else { return Tensor(output, []) }
    return Tensor(output) { position in
      let filter = position[0]
      var sum = N(0)
      for tap in axes.taps {
        let input = [filter / multiplier] + axes.input(of: position[1...], tap: tap)
        sum.accumulate(x.at(input, outside: N(0)), times: weight[[filter, 0] + tap])
      }
      return bias ? sum + weights[weights.count - 1][[filter]] : sum
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .standardised, axes: .map, part: .layer,
      filters: .init(kernel: window.kernel, groups: nil), firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every small combination of the window's arguments, multipliers, one and three axes.
  public static let specimens: [Specimen<DepthwiseConv>] =
    Window.small.map { Specimen(DepthwiseConv($0.window), on: [2, $0.extent, 5]) } + [
      Specimen(DepthwiseConv(kernel: 3, padding: 1, multiplier: 3), on: [2, 4, 5]),
      Specimen(DepthwiseConv(kernel: 2, stride: 2, multiplier: 2, bias: false), on: [3, 5, 4]),
      Specimen(DepthwiseConv(kernel: .each([1, 3]), padding: .symmetric(.each([0, 1]))), on: [2, 4, 4]),
      Specimen(
        DepthwiseConv(kernel: 3, stride: 2, padding: .explicit([.init(0, 1), .init(1, 0)])), on: [1, 6, 7]),
      Specimen(DepthwiseConv(kernel: 3, stride: 2, padding: .same), on: [3, 8]),
      Specimen(DepthwiseConv(kernel: 2, padding: 1, dilation: 2), on: [2, 4, 3, 3]),
      Specimen(DepthwiseConv(kernel: 2, stride: 2, padding: .causal, dilation: 3), on: [2, 7]),
      Specimen(DepthwiseConv(kernel: 3, padding: 1, bias: false), on: [[2, 4, 5], [2, 1, 3, 3]]),
      Specimen(DepthwiseConv(kernel: 2, stride: 2, multiplier: 2), on: [[3, 6], [6, 1, 2]]),
    ]

  private init(_ window: Window) {
    self.init(
      kernel: window.kernel, stride: window.stride, padding: window.padding, dilation: window.dilation)
  }
}
