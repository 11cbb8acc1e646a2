import ArchGraph

/// The smooth rectifier `log(1 + exp(x))`, in a form that does not overflow for large `x`.
public struct Softplus: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation(
    "softplus", "Smooth rectifier `log(1 + exp(x))`, computed as `max(x, 0) + log(1 + exp(-|x|))`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// Two comparisons, a subtraction for the sign, an exponential, two additions and a logarithm.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.comparisons, 2), (.subtractions, 1), (.exponentials, 1), (.additions, 2), (.transcendentals, 1),
    ]
  }

  /// `max(x, 0) + log(1 + exp(-|x|))`.
  public func value<N: Number>(of x: N) -> N {
    N.maximum(x, N(0)) + (N(1) + (N(0) - x.magnitude()).exponential()).logarithm()
  }

  /// A vector and a map.
  public static let specimens = [Specimen(Softplus(), on: [5]), Specimen(Softplus(), on: [2, 3, 4])]
}
