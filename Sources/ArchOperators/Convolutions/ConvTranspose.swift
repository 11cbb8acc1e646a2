import ArchGraph

/// Transposed convolution: each input element is scattered over the taps, as a convolution's gradient is.
public struct ConvTranspose: Operator {
  /// The number of output channels.
  public var filters: Int

  /// Kernel, stride, dilation, and the padding that is cut from the output.
  public var window: Window

  /// The elements added after the output.
  public var outputPadding: Axes

  /// How many groups the channels are split into; each sees only its own inputs.
  public var groups: Int

  /// Whether each filter has a bias.
  public var bias: Bool

  /// A transposed convolution; everything but filters and kernel has the usual default.
  public init(
    _ filters: Int, kernel: Axes, stride: Axes = 1, padding: Padding = 0, outputPadding: Axes = 0,
    dilation: Axes = 1, groups: Int = 1, bias: Bool = true
  ) {
    self.filters = filters
    window = Window(kernel: kernel, stride: stride, dilation: dilation, padding: padding)
    self.outputPadding = outputPadding
    self.groups = groups
    self.bias = bias
  }

  public static let signature = Signature(
    "conv_transpose", .convolution,
    "Transposed convolution over one to three spatial axes; it upsamples by its stride.",
    inputs: .exactly(["x"], optional: ["weights"]),
    arguments: [
      .positional("filters", .count(), "the number of output channels"),
      .named("kernel", .axes(), "the size of the window", as: .window),
      .named(
        "stride", .axes(), default: 1, "how far apart neighbouring inputs land in the output", as: .step),
      .named("padding", .padding, default: 0, "what is cut from the edges of the output", as: .detail),
      .named("output_padding", .axes(from: 0), default: 0, "what is added after the output"),
      .named("dilation", .axes(), default: 1, "the distance between neighbouring taps"),
      .named("groups", .count(), default: 1, "the groups that the channels are split into"),
      .named(
        "bias", .boolean, default: true,
        "whether each filter adds a bias; with given `weights` the default is false", as: .detail),
    ],
    notes: [
      "Also called deconvolution or up-convolution. As in PyTorch, padding makes the output smaller; `same` makes it the "
        + "input times the stride, as in Keras.",
      "Every input element is multiplied with every tap, including those that the padding cuts off.",
      "`conv_transpose(8, kernel: 3, weights: w)` takes its filters from a value `[C, filters/groups, kernel…]`; "
        + "`weights: weight_norm` has learnt filters, which go through a layer or block first.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    filters = try arguments.integer("filters")
    window = Window(
      kernel: try arguments.axes("kernel"), stride: try arguments.axes("stride"),
      dilation: try arguments.axes("dilation"), padding: try arguments.padding("padding"))
    outputPadding = try arguments.axes("output_padding")
    groups = try arguments.integer("groups")
    bias =
      try arguments.isGiven("bias") || arguments.inputs.isEmpty ? arguments.boolean("bias") : false
  }

  public var arguments: [ArgumentValue?] {
    [
      .integer(filters), .init(window.kernel), .init(window.stride), .init(window.padding),
      .init(outputPadding), .init(window.dilation), .integer(groups), .boolean(bias),
    ]
  }

  /// `[C, …]` becomes `[filters, …]`, each axis by the window read backwards.
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
    let extents = try window.transposedExtents(over: input.spatial, outputPadding: outputPadding)
    for axis in extents.indices {
      let (extra, stride, dilation) = (outputPadding(axis), window.stride(axis), window.dilation(axis))
      guard extra < max(stride, dilation) else {
        throw .range(
          what: "`output_padding`", value: "\(extra)",
          allowed: "it must be smaller than the stride, \(stride), or the dilation, \(dilation)")
      }
    }
    if inputs.count > 1 { try checkWeights(inputs, filterShape(of: input)) }
    return .extents([Extent("filters", filters)] + extents)
  }

  /// The extents of the filters.
  func filterShape(of input: Shape) -> [Int] {
    [input[0], filters / groups] + window.kernel.expanded(to: input.rank - 1)
  }

  /// `weight [C, filters/groups, kernel…]`, unless it is a value, and `bias [filters]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let bias = bias ? [Parameter("bias", [Factor("filters", filters)], use: .shift)] : []
    if inputs.count > 1 { return bias }
    let weight = Parameter(
      "weight", [Factor("in_channels", inputs[0][0]), filtersSeen] + window.taps(rank: inputs[0].rank - 1),
      use: .product(over: 1..<inputs[0].rank + 1))
    return [weight] + bias
  }

  /// The filters that one input channel adds to.
  private var filtersSeen: Factor {
    groups == 1 ? Factor("filters", filters) : Factor("filters_per_group", filters / groups)
  }

  /// One multiply-add for each tap, filter of the group and input element; one addition for a bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let input = inputs[0]
    var work = Work()
    work[.multiplyAdds] = Count(window.taps(rank: input.rank - 1), [filtersSeen], input.factors("in_"))
    if bias { work[.additions] = Count(output.elements) }
    let reads = reads(of: input, for: output)
    work[.activationReads] = inputs.count > 1 ? reads.inputs + reads.weights : reads.inputs
    work[.weightReads] = inputs.count > 1 ? .none : reads.weights
    if bias { work[.weightReads].add([Factor("filters", filters)]) }
    work[.writes] = Count(output.elements)
    return work
  }

  /// The input elements and the weights that are not entirely lost in the part that the padding cuts off.
  func reads(of input: Shape, for output: Shape) -> (inputs: Count, weights: Count) {
    guard let axes = try? window.transposedAxes(count: input.rank - 1) else { return (.none, .none) }
    var inputs = [Factor("in_channels", input[0])]
    var weights = [Factor("in_channels", input[0]), filtersSeen]
    let names = Axis.spatial(axes.count)
    for (index, axis) in axes.enumerated() {
      let grid = TapGrid(
        steps: input[index + 1], stride: axis.stride, taps: axis.kernel, dilation: axis.dilation)
      let kept = axis.before..<axis.before + output[index + 1]
      inputs.append(Factor("read_\(names[index])", grid.steps(reaching: kept)))
      weights.append(Factor("taps_\(names[index])", grid.exchanged.steps(reaching: kept)))
    }
    return (Count(inputs), Count(weights))
  }

  /// The window's, read backwards; of given filters, which have more axes than the input, everything.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    guard let axes = try? window.transposedAxes(count: inputs[0].rank - 1) else { return .everything }
    return .axes(axes.map { .regular(.init(transposed: $0)) })
  }

  /// `whole[f, p*stride + tap*dilation] += x[c, p] * weight[c, f, tap]`, and from that
  /// `y[f, q] = whole[f, q + padding] + bias[f]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let weight = inputs.count > 1 ? inputs[1] : weights[0]
    let (channelsSeen, filtersSeen) = (x.shape[0] / groups, filters / groups)
    guard let axes = try? window.transposedAxes(count: x.shape.rank - 1) else { return Tensor(output, []) }
    let extents = zip(axes, x.shape.spatial).map { axis, extent in (extent - 1) * axis.stride + axis.extent }
    var whole = Tensor(Shape([filters] + extents)) { _ in N(0) }
    for position in Positions(x.shape.dimensions) {
      let channel = position[0]
      for seen in 0..<filtersSeen {
        for tap in axes.taps {
          let target = axes.indices.map { position[$0 + 1] * axes[$0].stride + tap[$0] * axes[$0].dilation }
          let filter = channel / channelsSeen * filtersSeen + seen
          whole[[filter] + target].accumulate(x[position], times: weight[[channel, seen] + tap])
        }
      }
    }
    return Tensor(output) { position in
      let source = axes.indices.map { position[$0 + 1] + axes[$0].before }
      let sum = whole.at([position[0]] + source, outside: N(0))
      return bias ? sum + weights[weights.count - 1][[position[0]]] : sum
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: groups == 1 ? .mixed : .kept, values: .standardised, axes: .map,
      part: .layer, firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every small combination of the window's arguments, groups, and crops that lose inputs and taps.
  public static let specimens: [Specimen<ConvTranspose>] =
    small + [
      Specimen(
        ConvTranspose(6, kernel: 3, stride: 2, padding: 1, outputPadding: 1, groups: 2), on: [4, 3, 2]),
      Specimen(ConvTranspose(4, kernel: 2, stride: 2, groups: 4, bias: false), on: [4, 2, 3]),
      Specimen(
        ConvTranspose(2, kernel: .each([2, 3]), stride: .each([1, 2]), outputPadding: .each([0, 1])),
        on: [2, 3, 2]),
      Specimen(
        ConvTranspose(2, kernel: 3, stride: 2, padding: .explicit([.init(0, 2), .init(3, 0)])),
        on: [1, 3, 4]),
      Specimen(ConvTranspose(2, kernel: 3, padding: .explicit([.init(3, 0), .init(0, 3)])), on: [2, 4, 3]),
      Specimen(ConvTranspose(1, kernel: 2, outputPadding: 3, dilation: 4), on: [1, 3]),
      Specimen(ConvTranspose(2, kernel: 3, padding: 3, dilation: 3), on: [2, 1]),
      Specimen(ConvTranspose(2, kernel: 2, stride: 4, padding: 3), on: [1, 3]),
      Specimen(ConvTranspose(2, kernel: 3, stride: 2, padding: .same), on: [2, 3, 4]),
      Specimen(ConvTranspose(1, kernel: 4, padding: .same), on: [2, 5]),
      Specimen(ConvTranspose(1, kernel: 3, stride: 3, padding: .same, dilation: 2), on: [1, 3]),
      Specimen(ConvTranspose(2, kernel: 2, stride: 2, padding: .same), on: [1, 2, 1, 3]),
      Specimen(ConvTranspose(3, kernel: 3, stride: 2, padding: 1), on: [2, 4]),
      Specimen(ConvTranspose(2, kernel: 2, stride: 2, padding: 1), on: [2, 2, 3, 2]),
      Specimen(
        ConvTranspose(3, kernel: 3, stride: 2, padding: 1, outputPadding: 1, bias: false),
        on: [[2, 3, 2], [2, 3, 3, 3]]),
      Specimen(ConvTranspose(4, kernel: 2, stride: 2, groups: 2), on: [[4, 3, 2], [4, 2, 2, 2]]),
      Specimen(
        ConvTranspose(2, kernel: 3, stride: 2, padding: .explicit([.init(0, 2)])), on: [[3, 4], [3, 2, 3]]),
      Specimen(ConvTranspose(1, kernel: 2, outputPadding: 3, dilation: 4), on: [[1, 3], [1, 1, 2]]),
      Specimen(
        ConvTranspose(2, kernel: 2, stride: 2, padding: 1, bias: false),
        on: [[1, 2, 3, 2], [1, 2, 2, 2, 2]]),
    ]

  private static let small: [Specimen<ConvTranspose>] = {
    var found: [Specimen<ConvTranspose>] = []
    for kernel in 1...3 {
      for stride in 1...3 {
        for dilation in 1...2 where dilation == 1 || kernel > 1 {
          for padding in 0...1 {
            let op = ConvTranspose(
              2, kernel: .all(kernel), stride: .all(stride), padding: .symmetric(.all(padding)),
              outputPadding: .all((kernel + padding) % max(stride, dilation)), dilation: .all(dilation))
            found.append(Specimen(op, on: [2, 3, 4]))
          }
        }
      }
    }
    return found
  }()
}
