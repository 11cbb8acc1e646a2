import ArchGraph

/// The first value divided by the second, element by element.
public struct Divide: Operator {
  /// The quotient.
  public init() {}

  public static let signature = Signature(
    "divide", .merge, "The first of two values divided by the second, element by element.",
    inputs: .exactly(["a", "b"]), notes: [broadcastNote], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The common shape of both inputs.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try mergedPair(inputs) }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One division for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    merging(.divisions, from: inputs, to: output)
  }

  /// Only the same element, or the one that is repeated there.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = a/b`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { inputs[0].spread(at: $0) / inputs[1].spread(at: $0) }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .joined, values: .quotient, axes: .asInput, part: .arrangement,
      positiveInputs: [1])
  }

  /// Over one of the first two inputs.
  public func placement(of inputs: [Shape]) -> Placement { mergedPlacement(of: inputs) }

  /// A map and a vector, and values of two shapes.
  public static let specimens = [
    Specimen(Divide(), on: [[2, 3, 4], [2, 3, 4]]), Specimen(Divide(), on: [[5], [5]]),
    Specimen(Divide(), on: [[2, 3, 4], [2, 1, 1]]), Specimen(Divide(), on: [[1, 3, 4], [2, 3, 4]]),
    Specimen(Divide(), on: [[2, 3, 4], [3, 4]]), Specimen(Divide(), on: [[4], [2, 3, 4]]),
    Specimen(Divide(), on: [[2, 1, 4], [2, 3, 1]]), Specimen(Divide(), on: [[3, 1], [1, 2]]),
    Specimen(Divide(), on: [[2, 3, 4], []]),
  ]
}
