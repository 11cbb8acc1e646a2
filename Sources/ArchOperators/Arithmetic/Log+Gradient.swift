import ArchGraph

extension Log: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// A division.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.divisions, 1)] }

  /// `dx = dy/x`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N { gradient / x }
}
