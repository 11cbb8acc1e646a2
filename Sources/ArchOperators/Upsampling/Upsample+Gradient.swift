import ArchGraph

extension Upsample: Differentiable {
  /// Whether several outputs are computed from one element.
  private func isShared(_ input: Shape) -> Bool {
    mode == .bilinear || scale.expanded(to: input.rank - 1).contains { $0 > 1 }
  }

  /// As many multiplications as the layer itself has, and an addition of each product or copy.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    let products = self.work(from: inputs, to: output)[.multiplications]
    work[.multiplications] = products
    if isShared(inputs[0]) { work[.additions] = mode == .bilinear ? products : Count(output.elements) }
    return BackwardWork(inputs: [work])
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx[c, floor(p/scale)] += dy[c, p]`, or `dx[c, q] += dy[c, p]*weight` over the neighbours `q` of `p`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let shape = pass.inputs[0].shape
    let isLinear = mode == .bilinear
    return Gradients(
      inputs: [
        Tensor(interpolated: shape, gradient: pass.gradient, isShared: isShared(shape)) { position in
          shape.spatial.enumerated().map { axis, extent in
            Self.neighbours(of: position[axis + 1], scale: scale(axis), extent: extent, isLinear: isLinear)
              .map { ($0.index, isLinear ? Double($0.weight) : nil) }
          }
        }
      ])
  }
}
