import ArchGraph

/// Whether the first value is greater than the second, element by element.
public struct Greater: Comparing {
  /// The comparison.
  public init() {}

  public static let signature = Signature.comparison(
    "greater", "the first of two values is greater than the second")

  /// 1 where `a > b`, and 0 elsewhere.
  public func holds<N: Number>(_ a: N, _ b: N) -> N { N.ifLess(b, a, N(1), else: N(0)) }
}
