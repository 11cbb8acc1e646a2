import ArchGraph

extension Exp: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// A multiplication.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.multiplications, 1)] }

  /// `dx = dy*y`.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N { gradient * y }
}
