import ArchGraph

/// Deformable convolution: a convolution over two spatial axes whose taps are moved by offsets, given as a value.
public struct DeformableConv: Operator {
  /// The number of output channels.
  public var filters: Int

  /// Kernel, stride, dilation and padding.
  public var window: Window

  /// How many groups the channels are split into; each sees only its own inputs.
  public var groups: Int

  /// How many groups of channels have separate offsets.
  public var offsetGroups: Int

  /// Whether each filter has a bias.
  public var bias: Bool

  /// A deformable convolution; everything but filters and kernel has the usual default.
  public init(
    _ filters: Int, kernel: Axes, stride: Axes = 1, padding: Padding = 0, dilation: Axes = 1,
    groups: Int = 1, offsetGroups: Int = 1, bias: Bool = true
  ) {
    self.filters = filters
    window = Window(kernel: kernel, stride: stride, dilation: dilation, padding: padding)
    self.groups = groups
    self.offsetGroups = offsetGroups
    self.bias = bias
  }

  public static let signature = Signature(
    "deformable_conv", .convolution,
    "Convolution over two spatial axes whose taps are moved by offsets that another layer computes.",
    inputs: .exactly(["x", "offset"], optional: ["mask"]),
    arguments: [
      .positional("filters", .count(), "the number of output channels"),
      .named("kernel", .axes(), "the size of the window", as: .window),
      .named("stride", .axes(), default: 1, "the step of the window", as: .step),
      .named("padding", .padding, default: 0, "what is added around the input", as: .detail),
      .named("dilation", .axes(), default: 1, "the distance between neighbouring taps"),
      .named("groups", .count(), default: 1, "the groups that the channels are split into"),
      .named("offset_groups", .count(), default: 1, "the number of groups of channels with separate offsets"),
      .named("bias", .boolean, default: true, "whether each filter adds a bias", as: .detail),
    ],
    notes: [
      "`offset` is `[2*offset_groups*kernel_height*kernel_width, H', W']`, how far each tap is moved at each position of "
        + "the output, down and then to the right. `mask`, if given, is a factor for each tap: "
        + "`[offset_groups*kernel_height*kernel_width, H', W']` (Dai and others 2017; Zhu and others 2019).",
      "`x -> deformable_conv(64, kernel: 3, padding: 1, offset: offset)`, where "
        + "`offset: conv(18, kernel: 3, padding: 1)` follows `x`.",
      "A tap between elements reads the four around it, bilinearly; everything outside is zero. These reads are made once "
        + "for all filters, and do not count as multiply-adds.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    filters = try arguments.integer("filters")
    window = Window(
      kernel: try arguments.axes("kernel"), stride: try arguments.axes("stride"),
      dilation: try arguments.axes("dilation"), padding: try arguments.padding("padding"))
    groups = try arguments.integer("groups")
    offsetGroups = try arguments.integer("offset_groups")
    bias = try arguments.boolean("bias")
  }

  public var arguments: [ArgumentValue?] {
    [
      .integer(filters), .init(window.kernel), .init(window.stride), .init(window.padding),
      .init(window.dilation), .integer(groups), .integer(offsetGroups), .boolean(bias),
    ]
  }

  /// `[C, H, W]` becomes `[filters, H', W']`, each axis by the steps of the window.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard (2...3).contains(inputs.count) else {
      throw .inputs(expected: "two inputs, or three with a mask", found: inputs.count)
    }
    let input = try maps(inputs)[0]
    for (what, count, other, adjustable) in [
      ("its \(input[0]) input channels", input[0], filters, nil as String?),
      ("its \(filters) filters", filters, input[0], "filters"),
    ] where count % groups != 0 {
      throw .indivisible(
        what: what, count: count, by: "groups", divisor: groups, other: other, adjustable: adjustable)
    }
    guard input[0] % offsetGroups == 0 else {
      throw .indivisible(
        what: "its \(input[0]) input channels", count: input[0], by: "groups with separate offsets",
        divisor: offsetGroups)
    }
    let extents = try window.extents(Extent("filters", filters), over: input.spatial)
    try check(inputs, against: extents.dropFirst().map(\.value))
    return .extents(extents)
  }

  /// Checks that the offsets and the mask have a number for each tap at each position of the output.
  private func check(_ inputs: [Shape], against spatial: [Int]) throws(Misfit) {
    let taps = CheckedInteger(window.tapCount(rank: 2)) * CheckedInteger(offsetGroups)
    let both = CheckedInteger(2) * taps
    guard let taps = taps.value, let both = both.value else { throw .tooLarge(window.kernel.expanded(to: 2)) }
    for (name, each, channels, given) in [
      ("offset", "two numbers", both, inputs[1]), ("mask", "a number", taps, inputs.last ?? inputs[1]),
    ].prefix(inputs.count - 1) {
      guard given.dimensions != [channels] + spatial else { continue }
      throw .conflict(
        "`deformable_conv` needs \(name == "mask" ? "a mask" : "an offset") of \(Shape([channels] + spatial)), but gets \(given)",
        help: "it must have \(each) for each of the \(taps) taps at each position of the output: "
          + "`\(name): conv(\(channels), …)` with the same kernel, stride and padding makes it")
    }
  }

  /// `weight [filters, C/groups, kernel_height, kernel_width]` and `bias [filters]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let weight = Parameter(
      "weight", [Factor("filters", filters), channels(inputs[0])] + window.taps(rank: 2),
      use: .product(over: 1..<4))
    return bias ? [weight, Parameter("bias", [Factor("filters", filters)], use: .shift)] : [weight]
  }

  private func channels(_ input: Shape) -> Factor {
    groups == 1 ? Factor("in_channels", input[0]) : Factor("channels_per_group", input[0] / groups)
  }

  /// The multiply-adds of a convolution; for each tap at each position two additions of an offset and the weights of four
  /// neighbours, and for each of these and each channel a bilinear read, and a multiplication with the mask.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let taps = window.taps(rank: 2)
    let positions = Array(output.elements.dropFirst())
    let places = [Factor("offset_groups", offsetGroups)] + taps + positions
    let reads = [Factor("in_channels", inputs[0][0])] + taps + positions
    var work = Work()
    work[.multiplyAdds] = Count(taps, [channels(inputs[0])], output.elements)
    work[.additions] = Count([Factor("axes", 2)], places)
    work.addBilinearReads(places: places, reads: reads)
    if inputs.count == 3 { work[.multiplications].add(reads) }
    if bias { work[.additions].add(output.elements) }
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count(inputs[0].factors("in_"))
    for (name, values) in zip(["offset_channels", "mask_channels"], inputs.dropFirst()) {
      work[.activationReads].add([Factor(name, values[0])] + positions)
    }
    work[.writes] = Count(output.elements)
    return work
  }

  /// Any position: offsets may be arbitrarily large.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[f, p] = bias[f] + Σ x(c, p*stride - padding + tap*dilation + offset[tap, p]) * mask[tap, p] * weight[f, c, tap]`,
  /// where `x(c, q)` is the interpolated value at `q` between the elements of channel `c`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let channels = inputs[0].shape[0] / groups
    let taps = Array(Positions(window.kernel.expanded(to: 2)))
    // The elements under the taps at a position are read once, for all filters.
    var known: [[Int]: [[N]]] = [:]
    return Tensor(output) { position in
      let place = Array(position.dropFirst())
      let values = known[place] ?? reads(inputs, at: place)
      known[place] = values
      let first = position[0] / (filters / groups) * channels
      var sum = N(0)
      for channel in 0..<channels {
        for (value, tap) in zip(values[first + channel], taps) {
          sum.accumulate(value, times: weights[0][[position[0], channel] + tap])
        }
      }
      return bias ? sum + weights[1][[position[0]]] : sum
    }
  }

  /// The elements under the taps at a position of the output, for each channel.
  private func reads<N: Number>(_ inputs: [Tensor<N>], at position: [Int]) -> [[N]] {
    let (x, offset) = (inputs[0], inputs[1])
    guard let axes = try? window.axes(over: x.shape.spatial) else { return [] }
    let margin = ComputedPlace<N>.margin
    return (0..<offsetGroups).flatMap { group in
      let places = axes.taps.enumerated().map { index, tap in
        let number = group * window.tapCount(rank: 2) + index
        let moved = axes.input(of: position[...], tap: tap).enumerated().map { axis, start in
          ComputedPlace(N(Float(start + margin)) + offset[[2 * number + axis] + position])
        }
        return (
          read: BilinearRead(moved[0], moved[1]),
          mask: inputs.count == 3 ? inputs[2][[number] + position] : nil
        )
      }
      let count = x.shape[0] / offsetGroups
      return (group * count..<(group + 1) * count).map { channel in
        places.map { place in
          let value = place.read(x, channel: channel)
          return place.mask.map { value * $0 } ?? value
        }
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: groups == 1 ? .mixed : .kept, values: .standardised, axes: .map,
      part: .layer, firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }
}
