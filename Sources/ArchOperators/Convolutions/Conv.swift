import ArchGraph

/// Convolution (cross-correlation, as every framework computes it) over one to three spatial axes.
public struct Conv: Operator {
  /// The number of output channels.
  public var filters: Int

  /// Kernel, stride, dilation and padding.
  public var window: Window

  /// How many groups the channels are split into; each sees only its own inputs.
  public var groups: Int

  /// Whether each filter has a bias.
  public var bias: Bool

  /// A convolution; everything but filters and kernel has the usual default.
  public init(
    _ filters: Int, kernel: Axes, stride: Axes = 1, padding: Padding = 0, dilation: Axes = 1,
    groups: Int = 1, bias: Bool = true
  ) {
    self.filters = filters
    window = Window(kernel: kernel, stride: stride, dilation: dilation, padding: padding)
    self.groups = groups
    self.bias = bias
  }

  public static let signature = Signature(
    "conv", .convolution, "Convolution over one, two or three spatial axes.",
    inputs: .exactly(["x"], optional: ["weights"]),
    arguments: [
      .positional("filters", .count(), "the number of output channels"),
      .named("kernel", .axes(), "the size of the window", as: .window),
      .named("stride", .axes(), default: 1, "the step of the window", as: .step),
      .named("padding", .padding, default: 0, "what is added around the input", as: .detail),
      .named("dilation", .axes(), default: 1, "the distance between neighbouring taps"),
      .named("groups", .count(), default: 1, "the groups that the channels are split into"),
      .named(
        "bias", .boolean, default: true,
        "whether each filter adds a bias; with given `weights` the default is false", as: .detail),
    ],
    notes: [
      "The kernel is not flipped, as in every framework (cross-correlation).",
      "`conv(8, kernel: 3, weights: w)` takes its filters from a value `[filters, C/groups, kernel…]`, which may differ "
        + "between examples (hypernetworks, dynamic convolutions), or from another layer, whose weights are counted once.",
      "`conv(8, kernel: 3, weights: weight_norm)` has learnt filters, which go through a layer or block first.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    filters = try arguments.integer("filters")
    window = Window(
      kernel: try arguments.axes("kernel"), stride: try arguments.axes("stride"),
      dilation: try arguments.axes("dilation"), padding: try arguments.padding("padding"))
    groups = try arguments.integer("groups")
    bias =
      try arguments.isGiven("bias") || arguments.inputs.isEmpty ? arguments.boolean("bias") : false
  }

  public var arguments: [ArgumentValue?] {
    [
      .integer(filters), .init(window.kernel), .init(window.stride), .init(window.padding),
      .init(window.dilation), .integer(groups), .boolean(bias),
    ]
  }

  /// `[C, …]` becomes `[filters, …]`, each axis by the steps of the window.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(Array(inputs.prefix(1)))
    guard input[0] % groups == 0 else {
      throw .indivisible(
        what: "its \(input[0]) input channels", count: input[0], by: "groups", divisor: groups,
        other: filters)
    }
    guard filters % groups == 0 else {
      throw .indivisible(
        what: "its \(filters) filters", count: filters, by: "groups", divisor: groups, other: input[0],
        adjustable: "filters")
    }
    let extents = try window.extents(Extent("filters", filters), over: input.spatial)
    if inputs.count > 1 { try checkWeights(inputs, filterShape(of: input)) }
    return .extents(extents)
  }

  /// The extents of the filters.
  func filterShape(of input: Shape) -> [Int] {
    [filters, input[0] / groups] + window.kernel.expanded(to: input.rank - 1)
  }

  /// `weight [filters, C/groups, kernel…]`, unless it is a value, and `bias [filters]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let bias = bias ? [Parameter("bias", [Factor("filters", filters)], use: .shift)] : []
    if inputs.count > 1 { return bias }
    var dimensions: [Factor] = []
    dimensions.reserveCapacity(inputs[0].rank + 1)
    dimensions.append(Factor("filters", filters))
    dimensions.append(channels(inputs[0]))
    window.appendTaps(rank: inputs[0].rank - 1, to: &dimensions)
    let weight = Parameter("weight", dimensions, use: .product(over: 1..<dimensions.count))
    return [weight] + bias
  }

  func channels(_ input: Shape) -> Factor {
    groups == 1 ? Factor("in_channels", input[0]) : Factor("channels_per_group", input[0] / groups)
  }

  /// One multiply-add for each tap, input channel of the group and output element; one addition for a bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let input = inputs[0]
    let taps = window.taps(rank: input.rank - 1)
    let elements = output.elements
    var work = Work()
    work[.multiplyAdds] = Count(taps, [channels(input)], elements)
    if let padded = window.tapsInPadding(over: input.spatial) {
      work.padded = Count([channels(input), Factor("filters", filters), padded])
    }
    let weights = Count(taps, [channels(input), Factor("filters", filters)])
    work[.activationReads] = window.elementsRead(of: input)
    if inputs.count > 1 {
      work[.activationReads] = work[.activationReads] + weights
    } else {
      work[.weightReads] = weights
    }
    if bias {
      work[.additions] = Count(elements)
      work[.weightReads].add([Factor("filters", filters)])
    }
    work[.writes] = Count(elements)
    return work
  }

  /// The window's; of given filters, which have more axes than the input, everything.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { window.reach(over: inputs[0].spatial) }

  /// `y[f, p] = bias[f] + Σ x[c, p*stride - padding + tap*dilation] * weight[f, c, tap]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let channels = x.shape[0] / groups
    let weight = inputs.count > 1 ? inputs[1] : weights[0]
    guard let axes = try? window.axes(over: x.shape.spatial) else { return Tensor(output, []) }
    return Tensor(output) { position in
      let filter = position[0]
      let first = filter / (filters / groups) * channels
      var sum = N(0)
      for channel in 0..<channels {
        for tap in axes.taps {
          let input = [first + channel] + axes.input(of: position[1...], tap: tap)
          sum.accumulate(x.at(input, outside: N(0)), times: weight[[filter, channel] + tap])
        }
      }
      return bias ? sum + weights[weights.count - 1][[filter]] : sum
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: groups == 1 ? .mixed : .kept, values: .standardised, axes: .map,
      part: .layer, filters: .init(kernel: window.kernel, groups: groups), firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every small combination of the window's arguments on odd and even sizes, groups, one and three axes.
  public static let specimens: [Specimen<Conv>] =
    Window.small.map { Specimen(Conv($0.window), on: [2, $0.extent, 5]) } + [
      Specimen(Conv(6, kernel: 3, padding: 1, groups: 2), on: [4, 5, 5]),
      Specimen(Conv(4, kernel: 3, stride: 2, padding: 1, groups: 4, bias: false), on: [4, 6, 5]),
      Specimen(Conv(3, kernel: .each([1, 3]), padding: .symmetric(.each([0, 1]))), on: [2, 4, 4]),
      Specimen(
        Conv(2, kernel: 3, stride: 2, padding: .explicit([.init(0, 1), .init(1, 0)])), on: [1, 6, 7]),
      Specimen(Conv(3, kernel: 3, stride: 2, padding: .same), on: [2, 9]),
      Specimen(Conv(2, kernel: 2, padding: 1, dilation: 2), on: [1, 4, 3, 5]),
      Specimen(Conv(2, kernel: 3, padding: .causal, dilation: 2), on: [3, 4]),
      Specimen(Conv(2, kernel: 2, stride: 2, padding: .causal, groups: 2), on: [2, 6]),
      Specimen(Conv(1, kernel: 3, stride: 3, padding: .causal), on: [1, 8]),
      Specimen(Conv(3, kernel: 3, padding: 1, bias: false), on: [[2, 4, 5], [3, 2, 3, 3]]),
      Specimen(Conv(4, kernel: 2, stride: 2, groups: 2), on: [[4, 5, 4], [4, 2, 2, 2]]),
      Specimen(Conv(3, kernel: 3, padding: .same, groups: 3, bias: false), on: [[3, 5], [3, 1, 3]]),
      Specimen(Conv(2, kernel: 2, padding: 1, dilation: 2), on: [[1, 3, 4, 3], [2, 1, 2, 2, 2]]),
      Specimen(Conv(1, kernel: 1, bias: false), on: [[1, 1, 1], [1, 1, 1, 1]]),
    ]

  private init(_ window: Window) {
    self.init(
      3, kernel: window.kernel, stride: window.stride, padding: window.padding, dilation: window.dilation)
  }
}
