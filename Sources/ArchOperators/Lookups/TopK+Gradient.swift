import ArchGraph

extension TopK: Differentiable {
  /// No arithmetic: each gradient goes back to the place of its element; none flows through indices.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [take == .values ? Work() : nil])
  }

  /// The places of the elements.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    take == .values ? [Kept(.saved("indices", output.elements), .index)] : []
  }

  /// The indices.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    guard take == .values else { return [] }
    return [TopK(count, axis: axis, take: .indices).define(inputs, weights, output: output.shape)]
  }

  /// `dx[…, indices[…, j, …], …] = dy[…, j, …]`, and 0 elsewhere.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard take == .values, pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let shape = pass.inputs[0].shape
    let axis = axis < 0 ? axis + shape.rank : axis
    let dx = Tensor(shape) { position in
      (0..<count).reduce(N(0)) { others, place in
        var chosen = position
        chosen[axis] = place
        return pass.saved[0][chosen].entry(of: shape[axis]) {
          $0 == position[axis] ? pass.gradient[chosen] : others
        }
      }
    }
    return Gradients(inputs: [dx])
  }
}
