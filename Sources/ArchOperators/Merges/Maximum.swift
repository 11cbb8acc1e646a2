import ArchGraph

/// The largest of several values, element by element.
public struct Maximum: Operator {
  /// The largest.
  public init() {}

  public static let signature = Signature(
    "maximum", .merge, "The largest of values, element by element.", inputs: .several,
    notes: [broadcastNote])

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The common shape of the inputs.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try mergedShape(inputs) }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One comparison for each element and each input after the first.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    merging(.comparisons, from: inputs, to: output)
  }

  /// Only the same element, or the one that is repeated there.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = max(a, b, …)`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      inputs.dropFirst().reduce(inputs[0].spread(at: position)) { N.maximum($0, $1.spread(at: position)) }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .joined, values: .largest, axes: .asInput, part: .arrangement)
  }

  /// Over one of the first two inputs.
  public func placement(of inputs: [Shape]) -> Placement { mergedPlacement(of: inputs) }

  /// Two and three values, of one shape and of several.
  public static let specimens = [
    Specimen(Maximum(), on: [[2, 3, 4], [2, 3, 4]]), Specimen(Maximum(), on: [[5], [5], [5]]),
    Specimen(Maximum(), on: [[2, 3, 4], [2, 1, 1]]), Specimen(Maximum(), on: [[1, 3, 4], [2, 3, 4]]),
    Specimen(Maximum(), on: [[2, 3, 4], [3, 4]]), Specimen(Maximum(), on: [[4], [2, 3, 4]]),
    Specimen(Maximum(), on: [[2, 1, 4], [2, 3, 1]]), Specimen(Maximum(), on: [[3, 1], [1, 2]]),
    Specimen(Maximum(), on: [[2, 3, 4], []]), Specimen(Maximum(), on: [[5], [1]]),
    Specimen(Maximum(), on: [[2, 1, 4], [2, 3, 4], [3, 1]]), Specimen(Maximum(), on: [[1], [2, 3], [3]]),
  ]
}
