import ArchGraph

/// Hard shrinkage: 0 for elements near 0, and all others unchanged.
public struct HardShrink: Elementwise {
  /// The distance from 0 up to which elements become 0.
  public var lambda: Double

  /// The activation with this bound.
  public init(_ lambda: Double = 0.5) { self.lambda = lambda }

  public static let signature = Signature.activation(
    "hard_shrink", "Hard shrinkage: 0 if `|x|` is at most `lambda`, otherwise `x`",
    arguments: [
      .positional(
        "lambda", .decimal(0 ... .infinity), default: 0.5, "how close to 0 an element must be to become 0")
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { lambda = try arguments.decimal("lambda") }

  public var arguments: [ArgumentValue?] { [.init(lambda)] }

  /// Two comparisons.
  public var costPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 2)] }

  /// 0 where `-lambda <= x <= lambda`, otherwise `x`.
  public func value<N: Number>(of x: N) -> N {
    let bound = Float(lambda)
    return N.ifLess(N(bound), x, x, else: N.ifLess(x, N(-bound), x, else: N(0)))
  }

  /// A vector and a map.
  public static let specimens = [Specimen(HardShrink(), on: [5]), Specimen(HardShrink(0.25), on: [2, 3, 4])]
}
