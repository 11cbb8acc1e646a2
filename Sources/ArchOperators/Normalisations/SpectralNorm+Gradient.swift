import ArchGraph

extension SpectralNorm: Differentiable {
  /// The sum of products with the output and a division by the divisor; of each row a product with `u`, of each element one
  /// with `v`, a quotient and a difference.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let (rows, columns) = matrix(of: output)
    var work = Work()
    work[.multiplications] = .each(2, of: output.elements) + Count([rows])
    work[.additions] = Count([Factor("elements_after_first", (output.elementCount ?? Int.max) - 1)])
    work[.subtractions] = Count(output.elements)
    work[.divisions] = Count([rows, columns]) + Count([Factor("divisor", 1)])
    return BackwardWork(inputs: [work])
  }

  /// The output and the divisor, and the singular vectors that the iteration made; PyTorch keeps the matrix instead of the
  /// output.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (rows, columns) = matrix(of: output)
    let divisor = Kept(.saved("divisor", []))
    let vectors = [Kept(.saved("u", [rows])), Kept(.saved("v", [columns]))]
    return [Kept(keeper == .adjoint ? .output : .input(0)), divisor] + (iterations > 0 ? vectors : [])
  }

  /// The divisor, and the singular vectors that the iteration made.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let matrix = inputs[0].matrix(axis: place(of: axis, in: output.shape))
    let (u, v) = vectors(matrix, weights)
    let divisor = Tensor([], [matrix.times(v).dot(u)])
    return iterations > 0 ? [divisor, Tensor([u.count], u), Tensor([v.count], v)] : [divisor]
  }

  /// With `t = Σ dy*y/σ`: `dw[i, j] = dy[i, j]/σ - t*u[i]*v[j]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let (y, dy, divisor) = (pass.output, pass.gradient, pass.saved[0].values[0])
    let axis = place(of: axis, in: y.shape)
    let vectors = iterations > 0 ? Array(pass.saved[1...]) : pass.weights
    let products = zip(y.values, dy.values).map { $0 * $1 }
    let share = products.sum() / divisor
    let along = vectors[0].values.map { share * $0 }
    var columns = [Int](repeating: 0, count: along.count)
    let values = zip(Positions(y.shape.dimensions), dy.values).map { position, dy in
      let row = position[axis]
      defer { columns[row] += 1 }
      return dy / divisor - along[row] * vectors[1].values[columns[row]]
    }
    return Gradients(inputs: [Tensor(y.shape, values)])
  }
}
