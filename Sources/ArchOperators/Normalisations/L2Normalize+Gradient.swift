import ArchGraph

extension L2Normalize: Differentiable {
  /// For each element two products, the sum of the first, a difference and a quotient; for each row the divisor
  /// again, and whether it changes with the row.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    work[.multiplications] = .each(2, of: output.elements)
    work[.additions] = Count(output.elements)
    work[.subtractions] = Count(output.elements)
    work[.divisions] = Count(output.elements)
    work[.comparisons] = Count([Factor("per_row", 2)], rows(of: output).count)
    return BackwardWork(inputs: [work])
  }

  private func rows(of shape: Shape) -> Rows { Rows(of: shape, along: rowAxes(axis ?? 0, of: shape)) }

  /// The output and the length of each row; PyTorch keeps the input, the lengths and the divisors.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let length = Kept(.saved("length", rows(of: output).count))
    return keeper == .adjoint
      ? [Kept(.output), length] : [Kept(.input(0)), length, Kept(.saved("divisor", rows(of: output).count))]
  }

  /// The length of each row, `sqrt(Σ x*x)`.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let lengths = output.shape.rows(along: rowAxes(axis ?? 0, of: output.shape)).map { row in
      row.map { inputs[0].values[$0] * inputs[0].values[$0] }.reduce(N(0)) { $0 + $1 }.squareRoot()
    }
    return [Tensor(Shape(rows(of: output.shape).count.map(\.value)), lengths)]
  }

  /// `dx = (dy - y*Σ dy*y)/max(length, epsilon)`, without the second term if the length is below `epsilon`.
  ///
  /// There the divisor does not change. At `epsilon` it does, as in PyTorch.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let (shape, least) = (pass.output.shape, N(Float(epsilon)))
    let rows = shape.rows(along: rowAxes(axis ?? 0, of: shape))
    let dx = pass.gradient.mapping(rows) { row, dy in
      let (y, length) = (rows[row].map { pass.output.values[$0] }, pass.saved[0].values[row])
      let sum = zip(y, dy).reduce(N(0)) { $0 + $1.0 * $1.1 }
      let slope = N.ifLess(length, least, N(0), else: sum)
      let divisor = N.maximum(length, least)
      return zip(y, dy).map { y, dy in (dy - y * slope) / divisor }
    }
    return Gradients(inputs: [dx])
  }
}
