import ArchGraph

extension SparseMatmul: Differentiable {
  /// As many multiply-adds as the product itself has; the values of the matrix are not learnt.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var product = Work()
    product[.multiplyAdds] = work(from: inputs, to: output)[.multiplyAdds]
    return BackwardWork(inputs: [product])
  }

  /// Nothing; PyTorch's `index_add` keeps the products that it adds up, only for their shape.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper != .adjoint else { return [] }
    return [Kept(.saved("products", [Factor("nonzeros", nonzeros), Factor("features", output[1])]))]
  }

  /// `dx[column(i), d] = Σ dy[row(i), d]*values[i]` over the entries of the column.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    var dx = Tensor(pass.inputs[0].shape) { _ in N(0) }
    for entry in 0..<nonzeros {
      let row = entry % rows
      let column = (row + entry / rows) % dx.shape[0]
      for feature in 0..<dx.shape[1] {
        dx[[column, feature]].accumulate(pass.gradient[[row, feature]], times: pass.weights[0][[entry]])
      }
    }
    return Gradients(inputs: [dx])
  }
}
