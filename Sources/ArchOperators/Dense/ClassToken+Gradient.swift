import ArchGraph

extension ClassToken: Differentiable {
  /// Nothing for the input; one addition of each number of the tokens to those of other examples.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var weights = Work()
    weights[.additions] = parameters(of: inputs).count(.weight)
    return BackwardWork(inputs: [Work()], weights: weights)
  }

  /// Nothing.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `[dweight, dx] = dy`, one after the other.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let shape = pass.weights[0].shape
    let (dy, count) = (pass.gradient.values, tokens * shape[1])
    return Gradients(
      inputs: [pass.wanted.inputs[0] ? Tensor(pass.inputs[0].shape, Array(dy.dropFirst(count))) : nil],
      weights: [pass.wanted.weights ? Tensor(shape, dy.prefix(count).map { N(0) + $0 }) : nil])
  }
}
