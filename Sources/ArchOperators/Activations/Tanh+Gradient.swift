import ArchGraph

extension Tanh: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// A subtraction and two multiplications.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 1), (.multiplications, 2)]
  }

  /// `dx = dy*(1 - y*y)`.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N { gradient * (N(1) - y * y) }
}
