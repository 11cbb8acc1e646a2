import ArchGraph

extension HardTanh: DifferentiableElementwise {
  /// The input, as in PyTorch, whose in-place operation keeps a copy of it.
  package var slopeSource: Slope { .ofInput }

  /// Two comparisons.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 2)] }

  /// `dx = dy` where `min < x < max`, and 0 elsewhere, at the bounds too.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    N.ifBetween(N(Float(low)), x, N(Float(high)), gradient)
  }
}
