import ArchGraph

/// Soft shrinkage: 0 for elements near 0, and all others moved towards 0 by the same amount.
public struct SoftShrink: Elementwise {
  /// The distance from 0 up to which elements become 0, and by which the others move.
  public var lambda: Double

  /// The activation with this bound.
  public init(_ lambda: Double = 0.5) { self.lambda = lambda }

  public static let signature = Signature.activation(
    "soft_shrink", "Soft shrinkage: `x` moved towards 0 by `lambda`, but not past 0",
    arguments: [
      .positional(
        "lambda", .decimal(0 ... .infinity), default: 0.5, "how close to 0 an element must be to become 0")
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { lambda = try arguments.decimal("lambda") }

  public var arguments: [ArgumentValue?] { [.init(lambda)] }

  /// Two comparisons, a subtraction and an addition.
  public var costPerElement: [(kind: Work.Kind, count: Int)] {
    [(.comparisons, 2), (.subtractions, 1), (.additions, 1)]
  }

  /// `x - lambda` above `lambda`, `x + lambda` below `-lambda`, otherwise 0.
  public func value<N: Number>(of x: N) -> N {
    let bound = Float(lambda)
    return N.ifLess(
      N(bound), x, x - N(bound), else: N.ifLess(x, N(-bound), x + N(bound), else: N(0)))
  }

  /// A vector and a map.
  public static let specimens = [Specimen(SoftShrink(), on: [5]), Specimen(SoftShrink(0.25), on: [2, 3, 4])]
}
