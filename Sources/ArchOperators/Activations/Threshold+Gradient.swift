import ArchGraph

/// The value may be above the threshold, so the output does not show which elements stayed.
extension Threshold: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// A comparison.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 1)] }

  /// `dx = dy` where `x` is above the threshold, and 0 elsewhere.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    N.ifLess(N(Float(threshold)), x, gradient, else: N(0))
  }
}
