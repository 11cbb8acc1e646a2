import ArchGraph

extension Square: DifferentiableElementwise {
  public var slopeSource: Slope { .ofInput }

  /// Two multiplications.
  public var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.multiplications, 2)] }

  /// `dx = dy*2*x`.
  public func gradient<N: Number>(_ gradient: N, at x: N) -> N { gradient * (N(2) * x) }
}
