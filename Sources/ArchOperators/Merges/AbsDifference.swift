import ArchGraph

/// The distance of two values, element by element, as a siamese network compares its branches.
public struct AbsDifference: Operator {
  /// The distance.
  public init() {}

  public static let signature = Signature(
    "abs_difference", .merge, "The distance `|a - b|` of two values, element by element.",
    inputs: .exactly(["a", "b"]),
    notes: [broadcastNote])

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The common shape of both inputs.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try mergedPair(inputs) }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One subtraction for each element, and one comparison for the sign.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = merging(.subtractions, from: inputs, to: output)
    work[.comparisons] = Count(output.elements)
    return work
  }

  /// Only the same element, or the one that is repeated there.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = |a - b|`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { (inputs[0].spread(at: $0) - inputs[1].spread(at: $0)).magnitude() }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .joined, values: .difference, axes: .asInput, part: .arrangement)
  }

  /// Over one of the first two inputs.
  public func placement(of inputs: [Shape]) -> Placement { mergedPlacement(of: inputs) }

  /// A map and a vector, and values of two shapes.
  public static let specimens = [
    Specimen(AbsDifference(), on: [[2, 3, 4], [2, 3, 4]]), Specimen(AbsDifference(), on: [[5], [5]]),
    Specimen(AbsDifference(), on: [[2, 3, 4], [2, 1, 1]]),
    Specimen(AbsDifference(), on: [[1, 3, 4], [2, 3, 4]]),
    Specimen(AbsDifference(), on: [[2, 3, 4], [3, 4]]), Specimen(AbsDifference(), on: [[4], [2, 3, 4]]),
    Specimen(AbsDifference(), on: [[2, 1, 4], [2, 3, 1]]), Specimen(AbsDifference(), on: [[3, 1], [1, 2]]),
    Specimen(AbsDifference(), on: [[2, 3, 4], []]), Specimen(AbsDifference(), on: [[5], [1]]),
  ]
}
