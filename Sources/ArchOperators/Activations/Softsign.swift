import ArchGraph

/// The softsign (Turian and others 2009), `x/(1 + |x|)`.
public struct Softsign: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation(
    "softsign", "Softsign, `x/(1 + |x|)`", isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A comparison for the absolute value, an addition and a division.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [(.comparisons, 1), (.additions, 1), (.divisions, 1)]
  }

  /// `x/(1 + |x|)`.
  public func value<N: Number>(of x: N) -> N { x / (N(1) + x.magnitude()) }

  /// A vector and a map.
  public static let specimens = [Specimen(Softsign(), on: [5]), Specimen(Softsign(), on: [2, 3, 4])]
}
