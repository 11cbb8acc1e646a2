import ArchGraph

/// The reciprocal of the square root.
public struct Rsqrt: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "rsqrt", "The reciprocal of the square root, `1/sqrt(x)`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A square root and a division.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.transcendentals, 1), (.divisions, 1)] }

  /// `1/sqrt(x)`.
  public func value<N: Number>(of x: N) -> N { N(1) / x.squareRoot() }

  public var traits: Traits { elementTraits(positiveInputs: [0]) }

  /// A vector and a map.
  public static let specimens = [Specimen(Rsqrt(), on: [5]), Specimen(Rsqrt(), on: [2, 3, 4])]
}
