import ArchGraph

extension Abs: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// The sign and a multiplication.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.comparisons, 2), (.multiplications, 1)]
  }

  /// `dx = dy*sign(x)`, which is 0 at 0.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N { gradient * Sign().value(of: x) }
}
