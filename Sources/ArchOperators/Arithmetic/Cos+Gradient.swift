import ArchGraph

extension Cos: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// A sine, a subtraction for the sign and a multiplication.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 1), (.multiplications, 1), (.transcendentals, 1)]
  }

  /// `dx = -dy*sin(x)`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N { (N(0) - gradient) * x.sine() }
}
