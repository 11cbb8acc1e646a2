import ArchGraph

extension Norm: DifferentiableReduction {
  private var norm: PowerNorm { PowerNorm(power: power) }

  /// The work for the power; for the largest absolute value a sign and a product for each result.
  package func gradientArithmetic(of elements: ReducedElements) -> Work {
    guard power == .infinity else { return norm.work(results: elements.results, elements: elements.all) }
    var work = Work()
    work[.comparisons] = .each(2, of: elements.results)
    work[.multiplications] = Count(elements.results)
    return work
  }

  /// The input, and another tensor for its gradient: the index of the largest, the output, or the sums
  /// of powers; in PyTorch it is the output for all powers.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper == .adjoint else { return [Kept(.input(0)), Kept(.output)] }
    return power == .infinity
      ? [Kept(.input(0)), Kept(.saved("index", output.elements), .index)] : norm.kept(output.elements)
  }

  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    guard norm.keepsSums else { return [] }
    return [
      mapResults(of: inputs[0], to: output.shape) { elements in
        power == .infinity ? N.indexOfLargest(elements.map { $0.magnitude() }) : norm.sum(elements)
      }
    ]
  }

  /// `dx = dy*sign(x)*(|x|/y)^(p - 1)`; or `dy*sign(x)` for the largest `|x|`, the first if several are equal, where
  /// PyTorch divides it among equals.
  package func gradient<N: Number>(_ gradient: N, by elements: [N], result: N, saved: N?) -> [N] {
    guard power == .infinity, let index = saved else {
      let share = norm.share(gradient, saved ?? result)
      return elements.map { norm.gradient(share, by: $0) }
    }
    let largest = index.entry(of: elements.count) { elements[$0] }
    return index.scattered(gradient * Sign().value(of: largest), over: elements.count)
  }
}
