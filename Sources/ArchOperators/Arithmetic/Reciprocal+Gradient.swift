import ArchGraph

extension Reciprocal: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// A subtraction for the sign and two multiplications.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 1), (.multiplications, 2)]
  }

  /// `dx = -dy*y*y`.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N { (N(0) - gradient) * y * y }
}
