import ArchGraph

/// The exponential linear unit whose slope has no step (Barron 2017): `x`, or `alpha*(exp(x/alpha) - 1)` if it is
/// negative.
public struct CELU: Elementwise {
  /// The limit for large negative elements, with its sign reversed.
  public var alpha: Double

  /// The activation with this limit for negative elements.
  public init(_ alpha: Double = 1) { self.alpha = alpha }

  public static let signature = Signature.activation(
    "celu",
    "Exponential linear unit with a continuous slope: `x`, or `alpha*(exp(x/alpha) - 1)` if `x` is negative",
    arguments: [
      .positional(
        "alpha", .decimal(-.infinity ... .infinity), default: 1,
        "the limit for large negative elements, without its sign; above 0")
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    alpha = try arguments.decimal("alpha")
    guard alpha > 0 else {
      throw ArgumentFault(argument: "alpha", expected: "a number above 0", found: .init(alpha))
    }
  }

  public var arguments: [ArgumentValue?] { [.init(alpha)] }

  /// A division, an exponential, a subtraction, a multiplication and a comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.divisions, 1), (.exponentials, 1), (.subtractions, 1), (.multiplications, 1), (.comparisons, 1),
    ]
  }

  /// `x` or `alpha*(exp(x/alpha) - 1)`.
  public func value<N: Number>(of x: N) -> N {
    let limit = N(Float(alpha))
    return N.ifNegative(x, limit * ((x / limit).exponential() - N(1)), else: x)
  }

  /// A vector and a map.
  public static let specimens = [Specimen(CELU(), on: [5]), Specimen(CELU(0.5), on: [2, 3, 4])]
}
