import ArchGraph

/// The reciprocal.
public struct Reciprocal: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "reciprocal", "The reciprocal, `1/x`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A division.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.divisions, 1)] }

  /// `1/x`.
  public func value<N: Number>(of x: N) -> N { N(1) / x }

  public var traits: Traits { elementTraits(positiveInputs: [0]) }

  /// A vector and a map.
  public static let specimens = [Specimen(Reciprocal(), on: [5]), Specimen(Reciprocal(), on: [2, 3, 4])]
}
