import ArchGraph

extension Average: Differentiable {
  /// A division for each element, and the additions for repeated elements.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var shared = Work()
    shared[.divisions] = Count(output.elements)
    return BackwardWork(shared: shared, inputs: inputs.map { .merged($0, of: output) })
  }

  /// Nothing.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `da = dy/n`, `db = dy/n`, …; added up if an input was repeated.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let number = N(Float(pass.inputs.count))
    let shares = Tensor(pass.gradient.shape, pass.gradient.values.map { $0 / number })
    return pass.merged { shares[$1] }
  }
}
