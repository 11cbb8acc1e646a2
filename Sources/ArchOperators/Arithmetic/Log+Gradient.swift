import ArchGraph

extension Log: DifferentiableElementwise {
  public var slopeSource: Slope { .ofInput }

  /// A division.
  public var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.divisions, 1)] }

  /// `dx = dy/x`.
  public func gradient<N: Number>(_ gradient: N, at x: N) -> N { gradient / x }
}
