import ArchGraph

/// Elements of one of two values, by a third.
public struct Where: Operator {
  /// The selection.
  public init() {}

  public static let signature = Signature(
    "where", .merge, "The elements of `a` where a condition is not 0, and elsewhere those of `b`.",
    inputs: .exactly(["condition", "a", "b"]),
    notes: [broadcastNote, "Comparisons such as `greater` give a condition: 1 or 0."],
    isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The common shape of all inputs.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 3 else { throw .inputs(expected: "three inputs", found: inputs.count) }
    return try mergedShape(inputs)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One comparison for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = merging(.comparisons, from: inputs, to: output)
    work[.comparisons] = Count(output.elements)
    return work
  }

  /// Only the same element, or the one that is repeated there.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `b` where the condition is 0, and `a` elsewhere.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let values = inputs.map { $0.spread(at: position) }
      return N.ifEqual(values[0], N(0), values[2], else: values[1])
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .chosen, values: .chosen, axes: .asInput, part: .arrangement)
  }

  /// Over one of the inputs.
  public func placement(of inputs: [Shape]) -> Placement { mergedPlacement(of: inputs, first: 3) }

  /// Values of one shape and of several, the condition the largest or not.
  public static let specimens = [
    Specimen(Where(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]]), Specimen(Where(), on: [[5], [5], [5]]),
    Specimen(Where(), on: [[3, 4], [2, 3, 4], [1]]), Specimen(Where(), on: [[2, 3, 4], [1, 3, 1], [4]]),
    Specimen(Where(), on: [[2, 1, 1], [2, 3, 4], [1, 3, 4]]),
    Specimen(Where(), on: [[3, 1], [1, 4], []]), Specimen(Where(), on: [[1], [], [4, 2]]),
  ]
}
