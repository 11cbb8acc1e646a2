import ArchGraph

/// A learnt vector for each position of a sequence, added to its elements.
public struct Position: Operator {
  /// The number of positions in the table, or `nil` for as many as the input has.
  public var length: Int?

  /// A table of positions as long as the input, or longer.
  public init(length: Int? = nil) { self.length = length }

  public static let signature = Signature(
    "position", .dense, "Adds a learnt vector to each position of a sequence (position embedding).",
    arguments: [
      .named(
        "length", .count(), otherwise: "the length of the input",
        "the number of positions in the table, of which the first are used")
    ],
    notes: [
      "Positions are the first axis: a sequence is `[tokens, features]`.",
      "ViT's table is as long as its input; BERT's (512) and GPT-2's (1024) have a fixed length, of "
        + "which a shorter sequence reads the first rows only.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    length = try arguments.optionalInteger("length")
  }

  public var arguments: [ArgumentValue?] { [length.map { .integer($0) }] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 2, "rows of features, such as 197 x 768")
    if let length, length < input[0] {
      throw .range(
        what: "`length`", value: "\(length)", allowed: "the input \(input) has \(input[0]) positions")
    }
    return .sameAsInput
  }

  /// `weight [length, …]`, with the other extents of the input.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let rest = inputs[0].factors("in_").dropFirst()
    return [
      Parameter("weight", [length.map { Factor("length", $0) } ?? tokens(inputs[0])] + rest, use: .table)
    ]
  }

  func tokens(_ shape: Shape) -> Factor { Factor("tokens", shape[0]) }

  /// One addition for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let elements = [tokens(output)] + output.factors("in_").dropFirst()
    var work = Work()
    work[.additions] = Count(elements)
    work[.weightReads] = Count(elements)
    work[.activationReads] = Count(elements)
    work[.writes] = Count(elements)
    return work
  }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y[t, d] = x[t, d] + weight[t, d]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { inputs[0][$0] + weights[0][$0] }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .standardised, axes: .rows, part: .layer)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// A table as long as the sequence, a longer one, and a map.
  public static let specimens = [
    Specimen(Position(), on: [3, 4]), Specimen(Position(length: 7), on: [3, 4]),
    Specimen(Position(length: 3), on: [3, 2]), Specimen(Position(), on: [1, 1]),
    Specimen(Position(length: 4), on: [2, 3, 2]),
  ]
}
