import ArchGraph

/// The logarithm of the sigmoid, `-log(1 + exp(-x))`, in a form that does not overflow for large `x`.
public struct LogSigmoid: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation(
    "log_sigmoid", "Logarithm of the sigmoid, computed as `min(x, 0) - log(1 + exp(-|x|))`", isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// Two comparisons, two subtractions including one for the sign, an exponential, an addition and a logarithm.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.comparisons, 2), (.subtractions, 2), (.exponentials, 1), (.additions, 1), (.transcendentals, 1),
    ]
  }

  /// `min(x, 0) - log(1 + exp(-|x|))`.
  public func value<N: Number>(of x: N) -> N {
    N.minimum(x, N(0)) - (N(1) + (N(0) - x.magnitude()).exponential()).logarithm()
  }

  /// A vector and a map.
  public static let specimens = [Specimen(LogSigmoid(), on: [5]), Specimen(LogSigmoid(), on: [2, 3, 4])]
}
