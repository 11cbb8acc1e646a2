import ArchGraph

extension Erf: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// The bell curve, its factor and a multiplication.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 1), (.exponentials, 1), (.multiplications, 3)]
  }

  /// `dx = dy*2/sqrt(pi)*exp(-x*x)`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    gradient * (N.constant(1.128_379_167_095_512_6) * (N(0) - x * x).exponential())
  }
}
