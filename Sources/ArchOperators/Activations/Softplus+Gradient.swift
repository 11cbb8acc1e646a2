import ArchGraph

extension Softplus: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// The divisor of a sigmoid, and a division.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 1), (.exponentials, 1), (.additions, 1), (.divisions, 1)]
  }

  /// `dx = dy/(1 + exp(-x))`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    gradient / (N(1) + (N(0) - x).exponential())
  }
}
