import ArchGraph

extension CELU: DifferentiableElementwise {
  package var slopeSource: Slope { .ofOutput }

  /// PyTorch keeps the input.
  package var slopeSourceInPyTorch: Slope { .ofInput }

  /// The gradient of negative elements, and a choice.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.divisions, 1), (.additions, 1), (.multiplications, 1), (.comparisons, 1)]
  }

  /// `dx = dy` where `y > 0`, otherwise `dy*(y/alpha + 1)`, where `y/alpha + 1` is `exp(x/alpha)`.
  package func gradient<N: Number>(_ gradient: N, at y: N) -> N {
    N.ifLess(N(0), y, gradient, else: gradient * (y / N(Float(alpha)) + N(1)))
  }
}
