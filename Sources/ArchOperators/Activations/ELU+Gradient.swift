import ArchGraph

/// The output has the sign of the input, unless `alpha` is negative.
extension ELU: DifferentiableElementwise {
  package var slopeSource: Slope { alpha < 0 ? .ofInput : .ofOutput }

  /// The gradient of negative elements, and a choice.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    alpha < 0
      ? [(.multiplications, 2), (.exponentials, 1), (.comparisons, 1)]
      : [(.multiplications, 1), (.additions, 1), (.comparisons, 1)]
  }

  /// `dx = dy` where `y > 0`, otherwise `dy*(y + alpha)`, where the sum is `alpha*exp(x)` of the input.
  package func gradient<N: Number>(_ gradient: N, at number: N) -> N {
    let limit = N(Float(alpha))
    if alpha < 0 { return N.ifLess(N(0), number, gradient, else: gradient * limit * number.exponential()) }
    return N.ifLess(N(0), number, gradient, else: gradient * (number + limit))
  }
}
