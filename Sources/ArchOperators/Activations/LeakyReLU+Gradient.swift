import ArchGraph

extension LeakyReLU: DifferentiableElementwise {
  /// The output has the sign of the input, unless the slope is negative.
  package var slopeSource: Slope { slope < 0 ? .ofInput : .ofOutput }

  /// A multiplication and a comparison.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.multiplications, 1), (.comparisons, 1)]
  }

  /// `dx = dy` where input or output is above 0, otherwise `dy*slope`.
  package func gradient<N: Number>(_ gradient: N, at number: N) -> N {
    N.ifLess(N(0), number, gradient, else: gradient * N(Float(slope)))
  }
}
