import ArchGraph

extension Conv: Differentiable {
  /// The multiply-adds of the layer for its input and for its filters, and the additions of biases.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    .product(work(from: inputs, to: output), givenWeights: inputs.count > 1)
  }

  /// The input, for the gradient of the filters; filters that are a value, for that of the input.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard inputs.count > 1 else { return window.keptInput(inputs[0], by: keeper) }
    guard keeper == .adjoint else { return [Kept(window.inputInPyTorch(inputs[0])), Kept(.input(1))] }
    return window.readsNothing(of: inputs[0])
      ? [] : [Kept(.input(0), for: .input(1)), Kept(.input(1), for: .input(0))]
  }

  /// The window's gradients, in groups.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    window.gradients(pass, groups: groups)
  }
}
