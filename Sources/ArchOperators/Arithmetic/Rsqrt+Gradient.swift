import ArchGraph

extension Rsqrt: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// Four multiplications.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.multiplications, 4)] }

  /// `dx = -dy*y*y*y/2`.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N { gradient * N(-0.5) * y * y * y }
}
