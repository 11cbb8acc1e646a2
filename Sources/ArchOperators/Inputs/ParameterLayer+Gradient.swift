import ArchGraph

extension ParameterLayer: Differentiable {
  /// An addition of each number to those of other examples; none if the numbers are fixed.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var weights = Work()
    weights[.additions] = parameters(of: inputs).count(.weight)
    return BackwardWork(inputs: [], weights: weights)
  }

  /// Nothing.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dvalue = dy`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let learns = parameters(of: []).contains { $0.role == .weight }
    return Gradients(
      inputs: [],
      weights: [
        learns && pass.wanted.weights
          ? Tensor(pass.gradient.shape, pass.gradient.values.map { N(0) + $0 }) : nil
      ])
  }
}
