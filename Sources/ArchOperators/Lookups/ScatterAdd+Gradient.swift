import ArchGraph

extension ScatterAdd: Differentiable {
  /// No arithmetic: the gradient of a sum is that of its terms; none of the indices.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [Work(), nil, Work()])
  }

  /// The indices, for the gradient of the updates; in PyTorch as numbers of 8 bytes.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    keeper == .adjoint
      ? [Kept(.input(1), for: .input(2))]
      : [Kept(.saved("indices", [Factor("indices", inputs[1][0])]), .index, for: .input(2))]
  }

  /// `dx = dy`, `dupdates[…, t, …] = dy[…, indices[t], …]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let updates =
      pass.wanted.inputs[2]
      ? Gather(axis: axis).define([pass.gradient, pass.inputs[1]], [], output: pass.inputs[2].shape) : nil
    return Gradients(inputs: [pass.wanted.inputs[0] ? pass.gradient : nil, nil, updates])
  }
}
