import ArchGraph

extension Mish: DifferentiableElementwise {
  package var slopeSource: Slope { .ofInput }

  /// A softplus with its hyperbolic tangent, a sigmoid and the product rule.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [
      (.comparisons, 2), (.subtractions, 3), (.exponentials, 2), (.additions, 4), (.divisions, 1),
      (.transcendentals, 2), (.multiplications, 4),
    ]
  }

  /// `dx = dy*(t + x*s*(1 - t*t))` with `t = tanh(softplus(x))` and `s = 1/(1 + exp(-x))`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    let tangent = Softplus().value(of: x).hyperbolicTangent()
    return gradient * (tangent + x * Sigmoid().value(of: x) * (N(1) - tangent * tangent))
  }
}
