import ArchGraph

extension TokenCache: Differentiable {
  /// None: a cache gets no gradient.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [Work()])
  }

  /// Nothing.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx[t] = dy[past + t]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    Gradients(
      inputs: [
        pass.wanted.inputs[0]
          ? Tensor(pass.inputs[0].shape) { pass.gradient[[past + $0[0], $0[1]]] } : nil
      ], weights: past > 0 ? [nil] : [])
  }
}
