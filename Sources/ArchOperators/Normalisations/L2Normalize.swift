import ArchGraph

/// Each row divided by its Euclidean length, which makes its length 1.
public struct L2Normalize: Operator {
  /// The axis that forms a row, counted from the end if negative, or `nil` for the first, the channels.
  public var axis: Int?

  /// The smallest divisor.
  public var epsilon: Double

  /// A normalisation along an axis, by default the channels or features.
  public init(axis: Int? = nil, epsilon: Double = 1e-12) {
    self.axis = axis
    self.epsilon = epsilon
  }

  public static let signature = Signature(
    "l2_normalize", .normalisation,
    "Each row divided by its Euclidean length, `x/max(sqrt(sum(x*x)), epsilon)`.",
    arguments: [
      .named("axis", .integer, otherwise: "0", "the axis of a row; negative counts from the end"),
      .named("epsilon", .decimal(0...1), default: 1e-12, "the smallest length to divide by"),
    ],
    notes: [
      "Axis 0 holds the features of a vector and the channels of a map; rows of features want `axis: -1`.",
      "SSD's layer of this name also learns a scale: `l2_normalize -> scale(bias: false)`.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axis = try arguments.optionalInteger("axis")
    epsilon = try arguments.decimal("epsilon")
  }

  public var arguments: [ArgumentValue?] { [axis.map { .integer($0) }, .init(epsilon)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try axis(axis ?? 0, of: tensor(inputs, rank: 1, "a vector, a map or rows of features"))
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// For each row of `n` elements: `n` multiplications, `n - 1` additions, a square root, a comparison and `n`
  /// divisions.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let rows = Rows(of: output, along: rowAxes(axis ?? 0, of: output))
    var work = Work()
    work[.multiplications] = Count(output.elements)
    work[.additions] = Count([rows.afterFirst], rows.count)
    work[.transcendentals] = Count(rows.count)
    work[.comparisons] = Count(rows.count)
    work[.divisions] = Count(output.elements)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// All of the axis.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .rows(along: rowAxes(axis ?? 0, of: output), of: output)
  }

  /// `y = x/max(sqrt(Σ x*x), epsilon)` along the axis.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0].mapRows(along: rowAxes(axis ?? 0, of: output)) { row in
      let divisor = N.maximum(row.length(), N(Float(epsilon)))
      return row.map { $0 / divisor }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .kept, axes: .asInput, part: .normalisation,
      firstAxis: axis == nil ? .sums : nil)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// A vector, rows, and each axis of a map.
  public static let specimens = [
    Specimen(L2Normalize(), on: [5]), Specimen(L2Normalize(), on: [3, 2, 4]),
    Specimen(L2Normalize(axis: 1), on: [2, 3, 4]),
    Specimen(L2Normalize(axis: -1, epsilon: 0.01), on: [3, 4]),
    Specimen(L2Normalize(axis: -1), on: [2, 3, 4]), Specimen(L2Normalize(), on: [1, 2, 2]),
  ]
}
