import ArchGraph

/// Whether the first value is less than the second, element by element.
public struct Less: Comparing {
  /// The comparison.
  public init() {}

  public static let signature = Signature.comparison(
    "less", "the first of two values is less than the second")

  /// 1 where `a < b`, and 0 elsewhere.
  public func holds<N: Number>(_ a: N, _ b: N) -> N { N.ifLess(a, b, N(1), else: N(0)) }
}
