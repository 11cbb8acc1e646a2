import ArchGraph

extension Position: Differentiable {
  /// Nothing for the input; one addition of each element to the gradient of its place in the table.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var weights = Work()
    weights[.additions] = Count(output.elements)
    return BackwardWork(inputs: [Work()], weights: weights)
  }

  /// Nothing.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx = dy`, `dweight[t, d] = dy[t, d]`, and 0 beyond the input.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let tokens = pass.inputs[0].shape[0]
    return Gradients(
      inputs: [pass.wanted.inputs[0] ? pass.gradient : nil],
      weights: [
        pass.wanted.weights
          ? Tensor(pass.weights[0].shape) { $0[0] < tokens ? N(0) + pass.gradient[$0] : N(0) } : nil
      ])
  }
}
