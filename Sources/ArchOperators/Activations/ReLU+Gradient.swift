import ArchGraph

extension ReLU: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// A comparison.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 1)] }

  /// `dx = dy` where `y > 0`, and 0 elsewhere.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N { N.ifLess(N(0), y, gradient, else: N(0)) }
}
