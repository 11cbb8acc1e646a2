import ArchGraph

extension Add: Differentiable {
  /// Nothing if the shapes are equal; otherwise the additions for repeated elements.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: inputs.map { .merged($0, of: output) })
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `da[p] = dy[p]`, `db[p] = dy[p]`, …; added up if an input was repeated.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    pass.merged { _, position in pass.gradient[position] }
  }
}
