import ArchGraph

/// The sine.
public struct Sin: Elementwise {
  /// The function.
  public init() {}

  public static let signature = Signature.elements(
    "sin", "The sine of an angle in radians")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A sine.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.transcendentals, 1)] }

  /// `sin(x)`.
  public func value<N: Number>(of x: N) -> N { x.sine() }

  /// A vector and a map.
  public static let specimens = [Specimen(Sin(), on: [5]), Specimen(Sin(), on: [2, 3, 4])]
}
