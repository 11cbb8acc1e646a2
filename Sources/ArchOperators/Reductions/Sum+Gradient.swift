import ArchGraph

extension Sum: DifferentiableReduction {
  /// Nothing: the gradient is copied.
  package func gradientArithmetic(of elements: ReducedElements) -> Work { Work() }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx = dy`.
  package func gradient<N: Number>(_ gradient: N, by elements: [N], result: N, saved: N?) -> [N] {
    Array(repeating: gradient, count: elements.count)
  }
}
