import ArchGraph

/// The last two axes, with zeros on one side of a diagonal.
public struct Triangle: Operator {
  /// Whether the upper triangle stays.
  public var isUpper: Bool

  /// The diagonal at the edge: 0 is the main one, those to the right of it are positive.
  public var diagonal: Int

  /// The lower triangle by default, including the main diagonal.
  public init(isUpper: Bool = false, diagonal: Int = 0) {
    self.isUpper = isUpper
    self.diagonal = diagonal
  }

  public static let signature = Signature(
    "triangle", .shape, "Sets one side of a diagonal of the last two axes to zero.",
    arguments: [
      .named(
        "upper", .boolean, default: false,
        "whether to keep the part on and above the diagonal instead of the part on and below"),
      .named("diagonal", .integer, default: 0, "the diagonal: 0 is the main one, 1 the one to its right"),
    ],
    notes: [
      "`y[i, j] = x[i, j]` where `j - i` is at most `diagonal` (at least, with `upper`), and 0 elsewhere: PyTorch's `tril` "
        + "and `triu`.",
      "It moves data and computes nothing; elements that become zero are not read. The receptive field is not tracked.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    isUpper = try arguments.boolean("upper")
    diagonal = try arguments.integer("diagonal")
  }

  public var arguments: [ArgumentValue?] { [.boolean(isUpper), .integer(diagonal)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try tensor(inputs, rank: 2, "rows and columns")
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the elements that stay are read, and all are written.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let elements = output.elements
    guard let kept = kept(rows: output[output.rank - 2], columns: output[output.rank - 1]) else {
      return .copy(elements)
    }
    return .copy(elements.dropLast(2) + [Factor("kept", kept)], to: elements)
  }

  /// How many elements of a matrix stay, or `nil` if they are too many to count.
  private func kept(rows: Int, columns: Int) -> Int? {
    let all = CheckedInteger(rows) * CheckedInteger(columns)
    // An upper triangle lacks the elements on and below the diagonal before.
    let lower = Self.lower(rows: rows, columns: columns, diagonal: isUpper ? diagonal - 1 : diagonal)
    return isUpper ? (all - lower).value : lower.value
  }

  /// How many elements are on and below a diagonal: row `i` has `i + diagonal + 1` of them, within the columns.
  private static func lower(rows: Int, columns: Int, diagonal: Int) -> CheckedInteger {
    let first = min(max(0, -diagonal), rows)
    let full = min(max(first, columns - diagonal - 1), rows)
    let count = full - first
    // An arithmetic series; one of its factors is even.
    let sum = (first + diagonal + 1) + (full + diagonal)
    let partial =
      CheckedInteger(count % 2 == 0 ? count / 2 : count) * CheckedInteger(count % 2 == 0 ? sum : sum / 2)
    return (count == 0 ? CheckedInteger(0) : partial) + CheckedInteger(rows - full) * CheckedInteger(columns)
  }

  /// Not tracked: whether a position sees itself depends on its place.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .unknown }

  /// `y[…, i, j] = x[…, i, j]` on one side of the diagonal, 0 on the other.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let distance = position[output.rank - 1] - position[output.rank - 2]
      return (isUpper ? distance >= diagonal : distance <= diagonal) ? inputs[0][position] : N(0)
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Square, wide and tall, on either side of every diagonal and beyond.
  public static let specimens: [Specimen<Triangle>] = {
    let cases: [(diagonal: Int, shape: Shape)] = [
      (0, [2, 3, 3]), (0, [2, 2, 2, 3]), (-1, [3, 5]), (0, [3, 5]), (1, [3, 5]), (-1, [5, 3]), (0, [5, 3]),
      (1, [5, 3]), (0, [4, 4]), (-4, [2, 3]), (-2, [3, 4]), (2, [3, 4]), (3, [2, 3]), (9, [2, 3]),
    ]
    return [false, true].flatMap { upper in
      cases.map { Specimen(Triangle(isUpper: upper, diagonal: $0.diagonal), on: $0.shape) }
    }
  }()
}
