import ArchGraph

extension Mean: DifferentiableReduction {
  /// A division for each result.
  package func gradientArithmetic(of elements: ReducedElements) -> Work {
    var work = Work()
    work[.divisions] = Count(elements.results)
    return work
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx = dy/n`.
  package func gradient<N: Number>(_ gradient: N, by elements: [N], result: N, saved: N?) -> [N] {
    Array(repeating: gradient / N(Float(elements.count)), count: elements.count)
  }
}
