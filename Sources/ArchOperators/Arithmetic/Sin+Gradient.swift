import ArchGraph

extension Sin: DifferentiableElementwise {
  public var slopeSource: Slope { .ofInput }

  /// A cosine and a multiplication.
  public var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.multiplications, 1), (.transcendentals, 1)]
  }

  /// `dx = dy*cos(x)`.
  public func gradient<N: Number>(_ gradient: N, at x: N) -> N { gradient * x.cosine() }
}
