import ArchGraph

extension Clamp: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// PyTorch keeps the input.
  package var slopeSourceInPyTorch: Slope { .ofInput }

  /// A comparison for each bound.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.comparisons, (low == nil ? 0 : 1) + (high == nil ? 0 : 1))]
  }

  /// `dx = dy` where `min < y < max`, and 0 elsewhere, at the bounds too.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N {
    let above = low.map { N.ifLess(N(Float($0)), y, gradient, else: N(0)) } ?? gradient
    return high.map { N.ifLess(y, N(Float($0)), above, else: N(0)) } ?? above
  }
}
