import ArchGraph

extension ReLU6: DifferentiableElementwise {
  /// The input, as in PyTorch, whose in-place operation keeps a copy of it.
  package var slopeSource: Slope { .ofInput }

  /// Two comparisons.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 2)] }

  /// `dx = dy` where `0 < x < 6`, and 0 elsewhere, at the bounds too.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N { N.ifBetween(N(0), x, N(6), gradient) }
}
