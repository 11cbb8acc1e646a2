import ArchGraph

/// The square root.
public struct Sqrt: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "sqrt", "The square root of `x`, which must not be below 0")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A square root.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.transcendentals, 1)] }

  /// `sqrt(x)`.
  public func value<N: Number>(of x: N) -> N { x.squareRoot() }

  public var traits: Traits { elementTraits(positiveInputs: [0]) }

  /// A vector and a map.
  public static let specimens = [Specimen(Sqrt(), on: [5]), Specimen(Sqrt(), on: [2, 3, 4])]
}
