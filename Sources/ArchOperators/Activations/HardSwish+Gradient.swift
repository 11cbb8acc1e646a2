import ArchGraph

extension HardSwish: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// The gradient between the bends, and two choices.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.divisions, 1), (.additions, 1), (.multiplications, 1), (.comparisons, 2)]
  }

  /// `dx = dy*(x/3 + 1/2)` where `-3 < x < 3`, 0 below and `dy` above.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    let middle = gradient * (x / N(3) + N(0.5))
    return N.ifLess(N(-3), x, N.ifLess(x, N(3), middle, else: gradient), else: N(0))
  }
}
