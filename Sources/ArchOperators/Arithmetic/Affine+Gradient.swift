import ArchGraph

extension Affine: DifferentiableElementwise {
  package var slopeSource: Slope { .constant }

  /// A multiplication unless the factor is 1.
  package var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    factor == 1 ? [] : [(.multiplications, 1)]
  }

  /// `dx = dy*factor`.
  package func gradient<N: Number>(_ gradient: N, at x: N) -> N {
    factor == 1 ? gradient : gradient * N(Float(factor))
  }
}
