import ArchGraph

extension Sqrt: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// A multiplication and a division.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.multiplications, 1), (.divisions, 1)]
  }

  /// `dx = dy/(2*y)`.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N { gradient / (N(2) * y) }
}
