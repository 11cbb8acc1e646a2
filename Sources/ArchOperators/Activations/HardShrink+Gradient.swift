import ArchGraph

extension HardShrink: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// PyTorch keeps the input.
  package var slopeSourceInPyTorch: Slope { .ofInput }

  /// A comparison.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 1)] }

  /// `dx = dy` where `y` is not 0, and 0 elsewhere.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N { N.ifEqual(y, N(0), N(0), else: gradient) }
}
