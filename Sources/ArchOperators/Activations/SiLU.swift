import ArchGraph

/// The sigmoid linear unit, also called swish: `x/(1 + exp(-x))`.
public struct SiLU: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation("silu", "Sigmoid linear unit (swish), `x/(1 + exp(-x))`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A subtraction for the sign, an exponential, an addition and a division.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.subtractions, 1), (.exponentials, 1), (.additions, 1), (.divisions, 1),
    ]
  }

  /// `x/(1 + exp(-x))`.
  public func value<N: Number>(of x: N) -> N { x / (N(1) + (N(0) - x).exponential()) }

  /// A vector and a map.
  public static let specimens = [Specimen(SiLU(), on: [5]), Specimen(SiLU(), on: [2, 3, 4])]
}
