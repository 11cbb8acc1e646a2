import ArchGraph

extension ReLU6: DifferentiableElementwise {
  /// The input, as in PyTorch, whose operation in place keeps a copy of it.
  public var slopeSource: Slope { .ofInput }

  /// Two comparisons.
  public var gradientCostPerElement: [(kind: Work.Kind, count: Int)] { [(.comparisons, 2)] }

  /// `dx = dy` where `0 < x < 6`, and 0 elsewhere, at the bounds too.
  public func gradient<N: Number>(_ gradient: N, at x: N) -> N { N.ifBetween(N(0), x, N(6), gradient) }
}
