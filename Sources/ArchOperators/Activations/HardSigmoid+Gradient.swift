import ArchGraph

extension HardSigmoid: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// PyTorch keeps the input.
  package var slopeSourceInPyTorch: Slope { .ofInput }

  /// Two comparisons and a division.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.comparisons, 2), (.divisions, 1)]
  }

  /// `dx = dy/6` where `0 < y < 1`, and 0 elsewhere, at the bends too.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N {
    N.ifBetween(N(0), y, N(1), gradient / N(6))
  }
}
