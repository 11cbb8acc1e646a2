import ArchGraph

extension Reciprocal: DifferentiableElementwise {
  public var slopeSource: Slope { .ofOutput }

  /// A subtraction for the sign and two multiplications.
  public var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.subtractions, 1), (.multiplications, 2)]
  }

  /// `dx = -dy*y*y`.
  public func gradient<N: Number>(_ gradient: N, at y: N) -> N { (N(0) - gradient) * y * y }
}
