import ArchGraph

extension SiLU: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// The sigmoid again, and the product rule.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 2), (.exponentials, 1), (.additions, 2), (.divisions, 1), (.multiplications, 3)]
  }

  /// `dx = dy*s*(1 + x*(1 - s))` with `s = 1/(1 + exp(-x))`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    let sigmoid = N(1) / (N(1) + (N(0) - x).exponential())
    return gradient * sigmoid * (N(1) + x * (N(1) - sigmoid))
  }
}
