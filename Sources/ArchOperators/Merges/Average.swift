import ArchGraph

/// The mean of several values, element by element.
public struct Average: Operator {
  /// The mean.
  public init() {}

  public static let signature = Signature(
    "average", .merge, "The mean of values, element by element.", inputs: .several,
    notes: [broadcastNote])

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The common shape of the inputs.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try mergedShape(inputs) }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One addition for each element and each input after the first, and one division for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = merging(.additions, from: inputs, to: output)
    work[.divisions] = Count(output.elements)
    return work
  }

  /// Only the same element, or the one that is repeated there.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = (a + b + …)/n`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let number = N(Float(inputs.count))
    return Tensor(output) { position in
      inputs.dropFirst().reduce(inputs[0].spread(at: position)) { $0 + $1.spread(at: position) } / number
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .joined, values: .mean, axes: .asInput, part: .arrangement)
  }

  /// Over one of the first two inputs.
  public func placement(of inputs: [Shape]) -> Placement { mergedPlacement(of: inputs) }

  /// Two and three values, of one shape and of several.
  public static let specimens = [
    Specimen(Average(), on: [[2, 3, 4], [2, 3, 4]]), Specimen(Average(), on: [[5], [5], [5]]),
    Specimen(Average(), on: [[2, 3, 4], [2, 1, 1]]), Specimen(Average(), on: [[1, 3, 4], [2, 3, 4]]),
    Specimen(Average(), on: [[2, 3, 4], [3, 4]]), Specimen(Average(), on: [[4], [2, 3, 4]]),
    Specimen(Average(), on: [[2, 1, 4], [2, 3, 1]]), Specimen(Average(), on: [[3, 1], [1, 2]]),
    Specimen(Average(), on: [[2, 3, 4], []]), Specimen(Average(), on: [[5], [1]]),
    Specimen(Average(), on: [[2, 1, 4], [2, 3, 4], [3, 1]]), Specimen(Average(), on: [[1], [2, 3], [3]]),
  ]
}
