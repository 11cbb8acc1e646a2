import ArchGraph

extension Sigmoid: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// A subtraction and two multiplications.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 1), (.multiplications, 2)]
  }

  /// `dx = dy*y*(1 - y)`.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N { gradient * y * (N(1) - y) }
}
