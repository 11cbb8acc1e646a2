import ArchGraph

extension Sin: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// A cosine and a multiplication.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.multiplications, 1), (.transcendentals, 1)]
  }

  /// `dx = dy*cos(x)`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N { gradient * x.cosine() }
}
