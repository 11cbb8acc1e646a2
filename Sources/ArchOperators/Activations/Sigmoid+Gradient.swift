import ArchGraph

extension Sigmoid: DifferentiableElementwise {
  public var slopeSource: Slope { .ofOutput }

  /// A subtraction and two multiplications.
  public var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 1), (.multiplications, 2)]
  }

  /// `dx = dy*y*(1 - y)`.
  public func gradient<N: Number>(_ gradient: N, at y: N) -> N { gradient * y * (N(1) - y) }
}
