import ArchGraph

extension Square: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// Two multiplications.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.multiplications, 2)] }

  /// `dx = dy*2*x`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N { gradient * (N(2) * x) }
}
