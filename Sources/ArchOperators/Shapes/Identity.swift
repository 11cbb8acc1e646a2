import ArchGraph

/// The input, unchanged.
public struct Identity: Operator {
  /// The identity.
  public init() {}

  public static let signature = Signature(
    "identity", .shape, "The input itself.",
    notes: ["A view of its input: it does no work and moves nothing."])

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try entries(inputs, rank: 0)
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  public func work(from inputs: [Shape], to output: Shape) -> Work { .none }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// The same elements.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0]
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  /// In the memory of the input.
  public func placement(of inputs: [Shape]) -> Placement { .view }

  /// A map and a vector.
  public static let specimens = [
    Specimen(Identity(), on: [2, 3, 4]), Specimen(Identity(), on: [5]),
    Specimen(Identity(), on: Shape([3], of: .token)),
  ]
}
