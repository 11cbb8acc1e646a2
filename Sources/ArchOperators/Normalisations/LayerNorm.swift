import ArchGraph

/// Layer normalisation: each row brought to mean 0 and variance 1 (Ba, Kiros and Hinton 2016).
public struct LayerNorm: Operator {
  /// How many of the last axes form a row.
  public var axes: Int

  /// Whether the channels at one position form a row instead.
  public var channels: Bool

  /// The number added to the variance.
  public var epsilon: Double

  /// Whether the scale (gamma) is learnt.
  public var scale: Bool

  /// Whether the shift (beta) is learnt.
  public var shift: Bool

  /// A normalisation over the last axes, or over the channels of a map.
  public init(
    axes: Int = 1, channels: Bool = false, epsilon: Double = 1e-5, scale: Bool = true, shift: Bool = true
  ) {
    self.axes = axes
    self.channels = channels
    self.epsilon = epsilon
    self.scale = scale
    self.shift = shift
  }

  public static let signature = Signature(
    "layer_norm", .normalisation, "Layer normalisation: each row brought to mean 0 and variance 1.",
    arguments: [
      .named("axes", .count(), default: 1, "how many of the last axes form a row"),
      .named(
        "channels", .boolean, default: false,
        "whether the channels at one position form a row, as in ConvNeXt's maps"),
      .named("epsilon", .decimal(0...1), default: 1e-05, "what is added to the variance"),
      .named("scale", .boolean, default: true, "whether a scale (gamma) is learnt"),
      .named("shift", .boolean, default: true, "whether a shift (beta) is learnt"),
    ],
    notes: [
      "Rows of features `[tokens, features]` are normalised one by one; `axes: 3` takes all of a map.",
      "Mean and variance depend on the data: they are computed each time, and count as work.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axes = try arguments.integer("axes")
    channels = try arguments.boolean("channels")
    epsilon = try arguments.decimal("epsilon")
    scale = try arguments.boolean("scale")
    shift = try arguments.boolean("shift")
  }

  public var arguments: [ArgumentValue?] {
    [.integer(axes), .boolean(channels), .init(epsilon), .boolean(scale), .boolean(shift)]
  }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "rows of features, or channels")
    guard !channels || axes == 1 else {
      throw .conflict(
        "`layer_norm` normalises either `axes` or `channels`", help: "leave out one of them")
    }
    _ = try trailing(axes, of: input)
    return .sameAsInput
  }

  /// The axes of a row.
  func row(of input: Shape) -> Range<Int> {
    channels ? 0..<1 : input.rank - axes..<input.rank
  }

  /// `weight` and `bias`, each of the extents of a row.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let extents = Array(inputs[0].factors("in_")[row(of: inputs[0])])
    return (scale ? [Parameter("weight", extents, use: .factor)] : [])
      + (shift ? [Parameter("bias", extents, use: .shift)] : [])
  }

  /// For each row of `n` elements the mean (`n - 1` additions, a division), the `n` differences from it
  /// (subtractions), the variance (`n` multiplications, `n - 1` additions, a division), an addition and a
  /// square root; for each element a division, and the cost of scale and shift.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    Rows(of: output, along: row(of: output)).standardisation(
      of: output.elements, scale: scale, shift: shift, weights: parameters(of: inputs))
  }

  /// The whole row.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .rows(along: row(of: output), of: output)
  }

  /// `y = (x - mean)/sqrt(variance + epsilon)*gamma + beta`, with mean and variance of the row.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0].mapRows(along: row(of: output)) { row in
      var row = row.standardised(epsilon: epsilon)
      if scale, let gamma = weights.first { row = zip(row, gamma.values).map { $0 * $1 } }
      if shift, let beta = weights.last { row = zip(row, beta.values).map { $0 + $1 } }
      return row
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .asInput, part: .normalisation,
      lastAxis: axes == 1 && !channels ? .normalises(channels: "channels: true") : nil)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// A vector, rows and maps over one, two and three axes and over channels, with and without learnt parts.
  public static let specimens = [
    Specimen(LayerNorm(), on: [5]), Specimen(LayerNorm(), on: [3, 4]), Specimen(LayerNorm(), on: [2, 3, 4]),
    Specimen(LayerNorm(axes: 2), on: [2, 3, 4]), Specimen(LayerNorm(axes: 3), on: [2, 3, 4]),
    Specimen(LayerNorm(axes: 2), on: [3, 2]), Specimen(LayerNorm(channels: true), on: [4, 2, 3]),
    Specimen(LayerNorm(channels: true), on: [4]),
    Specimen(LayerNorm(epsilon: 0.001, scale: false), on: [2, 3]),
    Specimen(LayerNorm(shift: false), on: [2, 3]),
    Specimen(LayerNorm(scale: false, shift: false), on: [3, 2, 2]),
    Specimen(LayerNorm(), on: [3, 1]),
  ]
}
