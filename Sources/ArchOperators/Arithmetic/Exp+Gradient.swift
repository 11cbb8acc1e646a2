import ArchGraph

extension Exp: DifferentiableElementwise {
  public var slopeSource: Slope { .ofOutput }

  /// A multiplication.
  public var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.multiplications, 1)] }

  /// `dx = dy*y`.
  public func gradient<N: Number>(_ gradient: N, at y: N) -> N { gradient * y }
}
