import ArchGraph

extension Bias: Differentiable {
  /// The gradient of the input is that of the output; an addition of each element to that of the bias.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var weights = Work()
    weights[.additions] = Count(output.elements)
    return BackwardWork(inputs: [Work()], weights: weights)
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx = dy` and `db[c] = Σ dy`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let dy = pass.gradient
    let axes = rowAxes(place(of: axis, in: dy.shape), of: dy.shape)
    return Gradients(
      inputs: [pass.wanted.inputs[0] ? dy : nil], weights: pass.wanted.weights ? [dy.sums(along: axes)] : [])
  }
}
