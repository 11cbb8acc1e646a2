import ArchGraph

extension WeightNorm: Differentiable {
  /// For each position the sum of products that both gradients need; a division by the length for `g`; a product, two
  /// quotients, and for each element two products and a difference for the weights.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let rows = rows(of: output)
    var (shared, input, weights) = (Work(), Work(), Work())
    shared[.multiplications] = Count(output.elements)
    shared[.additions] = Count([rows.afterFirst], rows.count)
    weights[.divisions] = Count(rows.count)
    input[.multiplications] = .each(2, of: output.elements) + Count(rows.count)
    input[.subtractions] = Count(output.elements)
    input[.divisions] = .each(2, of: rows.count)
    return BackwardWork(shared: shared, inputs: [input], weights: weights)
  }

  /// The input and the lengths, as PyTorch's own function keeps them.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0)), Kept(.saved("length", rows(of: output).count))]
  }

  /// The lengths, `sqrt(Σ v*v)`.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let axis = place(of: axis, in: output.shape)
    return [Tensor([output.shape[axis]], inputs[0].lengths(along: axis))]
  }

  /// With `s = Σ dy*v`: `dg = s/length` and `dv = (dy - v*s/length²)*(g/length)`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (v, dy, lengths) = (pass.inputs[0], pass.gradient, pass.saved[0].values)
    let axis = place(of: axis, in: v.shape)
    var products = [[N]](repeating: [], count: v.shape[axis])
    for position in Positions(v.shape.dimensions) {
      products[position[axis]].append(dy[position] * v[position])
    }
    let sums = products.map { $0.sum() }
    var gradients = Gradients<N>(inputs: [nil], weights: [])
    if pass.wanted.weights {
      gradients.weights = [Tensor([lengths.count], zip(sums, lengths).map { $0 / $1 })]
    }
    guard pass.wanted.inputs[0] else { return gradients }
    let along = zip(sums, lengths).map { $0 / ($1 * $1) }
    let factors = zip(pass.weights[0].values, lengths).map { $0 / $1 }
    gradients.inputs = [
      Tensor(v.shape) { (dy[$0] - v[$0] * along[$0[axis]]) * factors[$0[axis]] }
    ]
    return gradients
  }
}
