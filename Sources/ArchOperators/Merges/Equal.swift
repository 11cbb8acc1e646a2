import ArchGraph

/// Whether the first value equals the second, element by element.
public struct Equal: Comparing {
  /// The comparison.
  public init() {}

  public static let signature = Signature.comparison(
    "equal", "the first of two values equals the second")

  /// 1 where `a = b`, and 0 elsewhere.
  public func holds<N: Number>(_ a: N, _ b: N) -> N { N.ifEqual(a, b, N(1), else: N(0)) }
}
