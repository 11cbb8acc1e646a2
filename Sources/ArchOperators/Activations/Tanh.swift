import ArchGraph

/// The hyperbolic tangent.
public struct Tanh: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation("tanh", "Hyperbolic tangent, `tanh(x)`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// One transcendental call.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [(.transcendentals, 1)]
  }

  /// `tanh(x)`.
  public func value<N: Number>(of x: N) -> N { x.hyperbolicTangent() }

  /// A vector and a map.
  public static let specimens = [Specimen(Tanh(), on: [5]), Specimen(Tanh(), on: [2, 3, 4])]
}
