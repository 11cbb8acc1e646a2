import ArchGraph

extension Tanh: DifferentiableElementwise {
  public var slopeSource: Slope { .ofOutput }

  /// A subtraction and two multiplications.
  public var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 1), (.multiplications, 2)]
  }

  /// `dx = dy*(1 - y*y)`.
  public func gradient<N: Number>(_ gradient: N, at y: N) -> N { gradient * (N(1) - y * y) }
}
