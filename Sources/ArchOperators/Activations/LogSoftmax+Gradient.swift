import ArchGraph

extension LogSoftmax: Differentiable {
  /// For each element an addition to the sum of its row, the softmax again, and the subtraction of its product with
  /// the sum.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    for kind in [Work.Kind.additions, .exponentials, .multiplications, .subtractions] {
      work[kind] = Count(output.elements)
    }
    return BackwardWork(inputs: [work])
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.output)]
  }

  /// `dx = dy - exp(y)*Σ dy` along the axis.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let y = pass.output
    let rows = y.shape.rows(along: rowAxes(axis ?? 0, of: y.shape))
    let dx = pass.gradient.mapping(rows) { row, gradient in
      let sum = gradient.reduce(N(0)) { $0 + $1 }
      return zip(rows[row], gradient).map { place, dy in dy - y.values[place].exponential() * sum }
    }
    return Gradients(inputs: [dx])
  }
}
