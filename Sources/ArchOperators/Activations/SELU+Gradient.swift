import ArchGraph

extension SELU: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// PyTorch keeps the input.
  package var slopeSourceInPyTorch: Slope { .ofInput }

  /// The gradients of both sides, and a choice.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.additions, 1), (.multiplications, 2), (.comparisons, 1)]
  }

  /// `dx = dy*lambda` where `y > 0`, otherwise `dy*(y + lambda*alpha)`, where the sum is `lambda*alpha*exp(x)`.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N {
    let lambda = N(1.050_700_987_355_480_5)
    let limit = N.prepared { lambda * N(1.673_263_242_354_377_2) }
    return N.ifLess(N(0), y, gradient * lambda, else: gradient * (y + limit))
  }
}
