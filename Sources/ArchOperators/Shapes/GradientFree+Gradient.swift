import ArchGraph

/// An operator that no gradient flows through: its output changes only in steps, or it has no inputs.
protocol GradientFree: Differentiable {}

extension GradientFree {
  /// None.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: inputs.map { _ in nil })
  }

  /// Nothing.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// None.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    Gradients(inputs: pass.inputs.map { _ in nil })
  }
}
