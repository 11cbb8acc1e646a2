import ArchGraph

/// The logistic function, `1/(1 + exp(-x))`.
public struct Sigmoid: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation("sigmoid", "Logistic function, `1/(1 + exp(-x))`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A subtraction for the sign, an exponential, an addition and a division.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.subtractions, 1), (.exponentials, 1), (.additions, 1), (.divisions, 1),
    ]
  }

  /// `1/(1 + exp(-x))`.
  public func value<N: Number>(of x: N) -> N { N(1) / (N(1) + (N(0) - x).exponential()) }

  /// A vector and a map.
  public static let specimens = [Specimen(Sigmoid(), on: [5]), Specimen(Sigmoid(), on: [2, 3, 4])]
}
