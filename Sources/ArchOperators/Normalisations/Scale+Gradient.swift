import ArchGraph

extension Scale: Differentiable {
  /// A multiplication of each element for the input and for the coefficients; sums of all elements for
  /// coefficients and bias.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var (input, weights) = (Work(), Work())
    input[.multiplications] = Count(output.elements)
    weights[.multiplications] = Count(output.elements)
    weights[.additions] = .each(bias ? 2 : 1, of: output.elements)
    return BackwardWork(inputs: [input], weights: weights)
  }

  /// The input, for the gradient of the coefficients.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0), for: .weights)]
  }

  /// `dx = a[c]*dy`, `da[c] = Σ dy*x` and `db[c] = Σ dy`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let dy = pass.gradient
    let axes = rowAxes(place(of: axis, in: dy.shape), of: dy.shape)
    var weights: [Tensor<N>] = []
    if pass.wanted.weights {
      weights.append(dy.product(pass.inputs[0]).sums(along: axes))
      if bias { weights.append(dy.sums(along: axes)) }
    }
    return Gradients(
      inputs: [pass.wanted.inputs[0] ? dy.scaled(by: pass.weights[0], along: axes) : nil], weights: weights)
  }
}
