import ArchGraph

/// Mish (Misra 2019), `x*tanh(softplus(x))`.
public struct Mish: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation("mish", "Mish, `x*tanh(log(1 + exp(x)))`")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// A softplus, a hyperbolic tangent and a multiplication.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.comparisons, 2), (.subtractions, 1), (.exponentials, 1), (.additions, 2), (.transcendentals, 2),
      (.multiplications, 1),
    ]
  }

  /// `x*tanh(max(x, 0) + log(1 + exp(-|x|)))`.
  public func value<N: Number>(of x: N) -> N {
    let smooth = N.maximum(x, N(0)) + (N(1) + (N(0) - x.magnitude()).exponential()).logarithm()
    return x * smooth.hyperbolicTangent()
  }

  /// A vector and a map.
  public static let specimens = [Specimen(Mish(), on: [5]), Specimen(Mish(), on: [2, 3, 4])]
}
