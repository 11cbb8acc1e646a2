import ArchGraph

/// The sum of several values of one shape, element by element.
public struct Add: Operator {
  /// The sum.
  public init() {}

  public static let signature = Signature(
    "add", .merge, "The sum of values of one shape, element by element.", inputs: .several)

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The shape of every input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try equalShapes(inputs) }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One addition for each element and each input after the first.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    merging(.additions, from: inputs, to: output)
  }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = a + b + …`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      inputs.dropFirst().reduce(inputs[0][position]) { $0 + $1[position] }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .joined, values: .sum, axes: .asInput, part: .arrangement)
  }

  /// Over one of the first two inputs.
  public func placement(of inputs: [Shape]) -> Placement { .over([0, 1]) }

  /// Two and three values.
  public static let specimens = [
    Specimen(Add(), on: [[2, 3, 4], [2, 3, 4]]), Specimen(Add(), on: [[5], [5], [5]]),
  ]
}
