import ArchGraph

extension Add: Differentiable {
  /// Nothing where the shapes are equal; the additions of what was repeated elsewhere.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: inputs.map { .merged($0, of: output) })
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `da[p] = dy[p]`, `db[p] = dy[p]`, …; added up where an input was repeated.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    pass.merged { _, position in pass.gradient[position] }
  }
}
