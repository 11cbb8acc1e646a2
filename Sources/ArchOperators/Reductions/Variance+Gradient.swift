import ArchGraph

extension Variance: DifferentiableReduction {
  /// The mean again; for each result a factor, and for each element its difference from the mean times that.
  package func gradientArithmetic(of elements: ReducedElements) -> Work {
    var work = Work()
    work[.additions] = elements.afterFirst
    work[.subtractions] = elements.all
    work[.multiplications] = elements.all + Count(elements.results)
    work[.divisions] = Count([Factor("mean_and_factor", 2)], elements.results)
    return work
  }

  /// The input.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0))]
  }

  /// `dx = 2*dy/n*(x - mean)`, or over `n - 1`.
  package func gradient<N: Number>(_ gradient: N, by elements: [N], result: N, saved: N?) -> [N] {
    let mean = elements.mean()
    let factor = N(2) * gradient / N(Float(elements.count - (isUnbiased ? 1 : 0)))
    return elements.map { factor * ($0 - mean) }
  }
}
