import ArchGraph

/// All elements in one vector; nothing is moved or computed.
public struct Flatten: Operator {
  /// The flattening.
  public init() {}

  public static let signature = Signature(
    "flatten", .shape, "All elements in one vector, channel by channel, row by row.",
    notes: ["A view of its input: it does no work and moves nothing."])

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// `[C, H, W]` becomes `[C*H*W]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try entries(inputs, rank: 0)
    return .moved([try Extent(.product(input.factors("in_").map { .named($0.name, $0.value) }))])
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  public func work(from inputs: [Shape], to output: Shape) -> Work { .none }

  /// A vector has no spatial positions.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    inputs[0].rank == 1 ? .pointwise : .everything
  }

  /// The same elements.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output, inputs[0].values)
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .rows, part: .flattening)
  }

  /// In the memory of the input.
  public func placement(of inputs: [Shape]) -> Placement { .view }

  /// A map, a sequence and a vector.
  public static let specimens = [
    Specimen(Flatten(), on: [2, 3, 4]), Specimen(Flatten(), on: [3, 2]), Specimen(Flatten(), on: [4]),
    Specimen(Flatten(), on: Shape([2, 3], of: .token)),
  ]
}
