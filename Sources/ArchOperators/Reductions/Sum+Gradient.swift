import ArchGraph

extension Sum: DifferentiableReduction {
  /// Nothing: the gradient is copied.
  public func gradientArithmetic(of elements: ReducedElements) -> Work { Work() }

  public func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx = dy`.
  public func gradient<N: Number>(_ gradient: N, by elements: [N], result: N, saved: N?) -> [N] {
    Array(repeating: gradient, count: elements.count)
  }
}
