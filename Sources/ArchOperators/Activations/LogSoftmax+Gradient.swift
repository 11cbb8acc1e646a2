import ArchGraph

extension LogSoftmax: Differentiable {
  /// Of each element an addition to the sum of its row, the softmax again, and its product with the sum
  /// taken away.
  public func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    for kind in [Work.Kind.additions, .exponentials, .multiplications, .subtractions] {
      work[kind] = Count(output.elements)
    }
    return BackwardWork(inputs: [work])
  }

  public func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.output)]
  }

  /// `dx = dy - exp(y)*Σ dy` along the axis.
  public func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let axes = rowAxes(axis ?? 0, of: pass.output.shape)
    let dx = pass.output.mapRows(along: axes, with: pass.gradient) { row, gradient in
      let sum = gradient.reduce(N(0)) { $0 + $1 }
      return zip(row, gradient).map { y, dy in dy - y.exponential() * sum }
    }
    return Gradients(inputs: [dx])
  }
}
