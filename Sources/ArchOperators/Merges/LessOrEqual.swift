import ArchGraph

/// Whether the first value is less than or equal to the second, element by element.
public struct LessOrEqual: Comparing {
  /// The comparison.
  public init() {}

  public static let signature = Signature.comparison(
    "less_or_equal", "the first of two values is less than or equal to the second")

  /// 1 where `a <= b`, and 0 elsewhere.
  public func holds<N: Number>(_ a: N, _ b: N) -> N { N.ifLess(b, a, N(0), else: N(1)) }
}
