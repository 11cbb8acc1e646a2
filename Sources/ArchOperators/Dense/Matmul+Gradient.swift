import ArchGraph

extension Matmul: Differentiable {
  /// For each of the two as many multiply-adds as the product itself has.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var product = Work()
    product[.multiplyAdds] = work(from: inputs, to: output)[.multiplyAdds]
    return BackwardWork(inputs: [product, product])
  }

  /// Each, for the gradient of the other.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0), for: .input(1)), Kept(.input(1), for: .input(0))]
  }

  /// `da[…, m, k] = Σ dy[…, m, n] * b[…, k, n]` and `db[…, k, n] = Σ dy[…, m, n] * a[…, m, k]`; for a
  /// transposed `b` with `[…, n, k]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (a, b) = (pass.inputs[0], pass.inputs[1])
    var da = Tensor(a.shape) { _ in N(0) }
    var db = Tensor(b.shape) { _ in N(0) }
    for position in Positions(pass.output.shape.dimensions) {
      let (matrix, n) = (Array(position.dropLast(2)), position[position.count - 1])
      let dy = pass.gradient[position]
      for k in 0..<a.shape[a.shape.rank - 1] {
        let left = Array(position.dropLast()) + [k]
        let right = matrix + (transposeB ? [n, k] : [k, n])
        if pass.wanted.inputs[0] { da[left].accumulate(dy, times: b[right]) }
        if pass.wanted.inputs[1] { db[right].accumulate(dy, times: a[left]) }
      }
    }
    return Gradients(inputs: [pass.wanted.inputs[0] ? da : nil, pass.wanted.inputs[1] ? db : nil])
  }
}
