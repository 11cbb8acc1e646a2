import ArchGraph

/// The cosine.
public struct Cos: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "cos", "The cosine of an angle in radians")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A cosine.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.transcendentals, 1)] }

  /// `cos(x)`.
  public func value<N: Number>(of x: N) -> N { x.cosine() }

  /// A vector and a map.
  public static let specimens = [Specimen(Cos(), on: [5]), Specimen(Cos(), on: [2, 3, 4])]
}
