import ArchGraph

extension Softmax: Differentiable {
  /// For each row the sum of products, and two operations for each element.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [Rows.softmaxGradientWork(of: output.elements)])
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.output)]
  }

  /// `dx = y*(dy - Σ dy*y)` along the axis.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let y = pass.output
    let rows = y.shape.rows(along: rowAxes(axis ?? 0, of: y.shape))
    let dx = pass.gradient.mapping(rows) { row, dy in
      rows[row].map { y.values[$0] }.softmaxGradient(dy)
    }
    return Gradients(inputs: [dx])
  }
}
