import ArchGraph

/// The scaled exponential linear unit of self-normalising networks (Klambauer and others 2017).
///
/// It is `lambda*x`, or `lambda*alpha*(exp(x) - 1)` if `x` is negative, which preserves mean and variance.
public struct SELU: Elementwise {
  /// The activation.
  public init() {}

  public static let signature = Signature.activation(
    "selu", "Scaled exponential linear unit: `lambda*x`, or `lambda*alpha*(exp(x) - 1)` if `x` is negative")

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// An exponential, a subtraction, two multiplications and a comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.exponentials, 1), (.subtractions, 1), (.multiplications, 2), (.comparisons, 1),
    ]
  }

  /// `lambda*x` or `lambda*alpha*(exp(x) - 1)`.
  public func value<N: Number>(of x: N) -> N {
    let negative = N(1.673_263_242_354_377_2) * (x.exponential() - N(1))
    return N(1.050_700_987_355_480_5) * N.ifNegative(x, negative, else: x)
  }

  /// A vector and a map.
  public static let specimens = [Specimen(SELU(), on: [5]), Specimen(SELU(), on: [2, 3, 4])]
}
