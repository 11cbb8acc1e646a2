import ArchGraph

extension AbsDifference: Differentiable {
  /// For each element the negative gradient, and for each of the two values a choice of sign; the additions for
  /// repeated elements.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var shared = Work()
    shared[.subtractions] = Count(output.elements)
    return BackwardWork(
      shared: shared, inputs: inputs.map { .merged($0, of: output, each: [(.comparisons, 1)]) })
  }

  /// The difference; its sign is the slope.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.saved("difference", output.elements))]
  }

  /// `a - b`.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    [Subtract().define(inputs, weights, output: output.shape)]
  }

  /// `da = -dy` and `db = dy` where `a < b`, and the other way round elsewhere; added up if an input was
  /// repeated.
  ///
  /// If both are equal, PyTorch's slope is 0; here it is that of `a > b`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (dy, difference) = (pass.gradient, pass.saved[0])
    let negative = Tensor(dy.shape, dy.values.map { N(0) - $0 })
    return pass.merged { input, position in
      input == 0
        ? N.ifNegative(difference[position], negative[position], else: dy[position])
        : N.ifNegative(difference[position], dy[position], else: negative[position])
    }
  }
}
