import ArchGraph

extension Resize: Differentiable {
  /// The pooling equivalent to `area`.
  private func means(_ output: Shape) -> AdaptiveAvgPool { AdaptiveAvgPool(.each(Array(output.spatial))) }

  /// Whether copies of one element may be at several places: whether an axis becomes larger.
  private func isRepeating(_ input: Shape, to output: Shape) -> Bool {
    if let scale { return scale.expanded(to: input.rank - 1).contains { $0 > 1 } }
    return zip(input.spatial, output.spatial).contains { $0 < $1 }
  }

  /// As many multiplications as the layer itself has, and an addition of each product, or of each copy if
  /// elements are repeated; for `area` the work of the means.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    guard mode != .area else { return means(output).backward(from: inputs, to: output) }
    var work = Work()
    let products = self.work(from: inputs, to: output)[.multiplications]
    work[.multiplications] = products
    work[.additions] =
      mode == .nearest && isRepeating(inputs[0], to: output) ? Count(output.elements) : products
    return BackwardWork(inputs: [work])
  }

  /// Nothing, except what the means keep.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    mode == .area ? means(output).kept(from: inputs, to: output, by: keeper, batch: batch) : []
  }

  /// `dx[c, q] += dy[c, p]*weight` over the neighbours `q` of `p`, or without a weight if `p` is a copy.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (input, output) = (pass.inputs[0].shape, pass.output.shape)
    guard mode != .area else { return means(output).adjoint(pass) }
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let isShared = !backward(from: [input], to: output).inputs.allSatisfy { $0?[.additions].isEmpty ?? true }
    return Gradients(
      inputs: [
        Tensor(interpolated: input, gradient: pass.gradient, isShared: isShared) { position in
          input.spatial.enumerated().map { axis, extent in
            neighbours(of: position[axis + 1], axis: axis, extent, output[axis + 1])
          }
        }
      ])
  }
}
