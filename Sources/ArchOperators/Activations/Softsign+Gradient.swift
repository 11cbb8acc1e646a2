import ArchGraph

extension Softsign: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// The divisor, its square and a division.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.comparisons, 1), (.additions, 1), (.multiplications, 1), (.divisions, 1)]
  }

  /// `dx = dy/(1 + |x|)^2`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    let divisor = N(1) + x.magnitude()
    return gradient / (divisor * divisor)
  }

  /// The input; PyTorch, which treats it as a division, keeps the divisor too.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0))] + (keeper == .adjoint ? [] : [Kept(.saved("divisor", output.elements))])
  }
}
