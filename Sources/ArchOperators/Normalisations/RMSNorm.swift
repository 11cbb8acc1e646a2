import ArchGraph

/// Root mean square normalisation (Zhang and Sennrich 2019): each row divided by its root mean square, scaled.
public struct RMSNorm: Operator {
  /// How many of the last axes form a row.
  public var axes: Int

  /// The number added to the mean square.
  public var epsilon: Double

  /// Whether the scale (gamma) is learnt.
  public var scale: Bool

  /// A normalisation over the last axes.
  public init(axes: Int = 1, epsilon: Double = 1e-6, scale: Bool = true) {
    self.axes = axes
    self.epsilon = epsilon
    self.scale = scale
  }

  public static let signature = Signature(
    "rms_norm", .normalisation, "Root mean square normalisation: each row divided by its root mean square.",
    arguments: [
      .named("axes", .count(), default: 1, "how many of the last axes form a row"),
      .named("epsilon", .decimal(0...1), default: 1e-06, "what is added to the mean square"),
      .named("scale", .boolean, default: true, "whether a scale (gamma) is learnt"),
    ],
    notes: ["The mean square depends on the data: it is computed each time, and counts as work."])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axes = try arguments.integer("axes")
    epsilon = try arguments.decimal("epsilon")
    scale = try arguments.boolean("scale")
  }

  public var arguments: [ArgumentValue?] { [.integer(axes), .init(epsilon), .boolean(scale)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try trailing(axes, of: tensor(inputs, rank: 1, "rows of features"))
    return .sameAsInput
  }

  func row(of input: Shape) -> Range<Int> { input.rank - axes..<input.rank }

  /// `weight`, of the extents of a row.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    scale ? [Parameter("weight", Array(inputs[0].factors("in_")[row(of: inputs[0])]), use: .factor)] : []
  }

  /// For each row of `n` elements the mean square (`n` multiplications, `n - 1` additions, a division), an
  /// addition and a square root; for each element a division, and a multiplication by the scale.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let rows = Rows(of: output, along: row(of: output))
    var work = Work()
    work[.additions] = Count([rows.afterFirst], rows.count) + Count(rows.count)
    work[.multiplications] = Count(scale ? [Factor("per_element", 2)] : [], output.elements)
    work[.divisions] = Count(rows.count) + Count(output.elements)
    work[.transcendentals] = Count(rows.count)
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// The whole row.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .rows(along: row(of: output), of: output)
  }

  /// `y = x/sqrt(mean(x*x) + epsilon)*gamma`, with the mean of the row.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0].mapRows(along: row(of: output)) { row in
      let root = (row.map { $0 * $0 }.mean() + N(Float(epsilon))).squareRoot()
      let normalised = row.map { $0 / root }
      return scale ? zip(normalised, weights[0].values).map { $0 * $1 } : normalised
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: scale ? .standardised : .kept, axes: .asInput,
      part: .normalisation, lastAxis: axes == 1 ? .normalises(channels: nil) : nil)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// A vector, rows and a map, over one axis and several, with and without scale.
  public static let specimens = [
    Specimen(RMSNorm(), on: [5]), Specimen(RMSNorm(), on: [3, 4]), Specimen(RMSNorm(axes: 2), on: [2, 3, 4]),
    Specimen(RMSNorm(axes: 2), on: [3, 2]), Specimen(RMSNorm(epsilon: 0.001, scale: false), on: [2, 3, 2]),
    Specimen(RMSNorm(), on: [3, 1]),
  ]
}
