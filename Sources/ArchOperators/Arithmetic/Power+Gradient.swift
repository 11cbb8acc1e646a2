import ArchGraph

/// Nothing flows through the power 0, which is 1 everywhere.
extension Power: DifferentiableElementwise {
  package var slopeSource: Slope { exponent == 0 ? .zero : .ofInput }

  /// PyTorch keeps the input of any power.
  package var slopeSourceInPyTorch: Slope { .ofInput }

  /// A power and two multiplications.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    [(.transcendentals, 1), (.multiplications, 2)]
  }

  /// `dx = dy*exponent*x^(exponent - 1)`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    gradient * (N(Float(exponent)) * x.power(Float(exponent - 1)))
  }
}
