import ArchGraph

/// The exponential linear unit: `x`, or `alpha*(exp(x) - 1)` if it is negative (Clevert and others 2016).
public struct ELU: Elementwise {
  /// The limit for large negative elements, with its sign reversed.
  public var alpha: Double

  /// The activation with this limit for negative elements.
  public init(_ alpha: Double = 1) { self.alpha = alpha }

  public static let signature = Signature.activation(
    "elu", "Exponential linear unit: `x`, or `alpha*(exp(x) - 1)` if `x` is negative",
    arguments: [
      .positional(
        "alpha", .decimal(-.infinity ... .infinity), default: 1,
        "the limit for large negative elements, without its sign")
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { alpha = try arguments.decimal("alpha") }

  public var arguments: [ArgumentValue?] { [.init(alpha)] }

  /// An exponential, a subtraction, a multiplication and a comparison.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.exponentials, 1), (.subtractions, 1), (.multiplications, 1), (.comparisons, 1),
    ]
  }

  /// `x` or `alpha*(exp(x) - 1)`.
  public func value<N: Number>(of x: N) -> N {
    N.ifNegative(x, N(Float(alpha)) * (x.exponential() - N(1)), else: x)
  }

  /// A vector and a map.
  public static let specimens = [Specimen(ELU(), on: [5]), Specimen(ELU(0.5), on: [2, 3, 4])]
}
