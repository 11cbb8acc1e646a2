import ArchGraph

extension ExpertScale: Differentiable {
  /// A multiplication of each element for the input and for the factors; an addition of each to those of its expert.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let elements = [Factor("rows", output[0]), Factor("features", output[1])]
    var (input, weights) = (Work(), Work())
    if scale {
      input.add(.multiplications, for: elements)
      weights.add(.multiplications, for: elements)
      weights.add(.additions, for: elements)
    }
    if bias { weights.add(.additions, for: elements) }
    return BackwardWork(inputs: [input, nil], weights: weights)
  }

  /// The choice of experts, and the input for the gradient of the factors; in PyTorch the factors of each row.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let factors = scale ? [Kept(.input(0), for: .weights)] : []
    guard keeper != .adjoint else { return factors + [Kept(.input(1), for: scale ? .any : .weights)] }
    let rows = [Factor("rows", output[0])]
    let copies = Kept(.saved("weight_of_row", rows + [Factor("features", output[1])]), for: .input(0))
    return factors + [Kept(.saved("expert", rows), .index, for: .weights)] + (scale ? [copies] : [])
  }

  /// With `e = chosen[r]`: `dx[r, n] = dy[r, n]*weight[e, n]`, `dweight[e, n] = Σ dy[r, n]*x[r, n]` and
  /// `dbias[e, n] = Σ dy[r, n]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, chosen, dy) = (pass.inputs[0], pass.inputs[1].values, pass.gradient)
    let dx =
      pass.wanted.inputs[0]
      ? Tensor(x.shape) { position in
        guard scale else { return dy[position] }
        return chosen[position[0]].entry(of: experts) { dy[position] * pass.weights[0][[$0, position[1]]] }
      } : nil
    guard pass.wanted.weights else { return Gradients(inputs: [dx, nil], weights: []) }
    let blank = Tensor(Shape([experts, x.shape[1]])) { _ in N(0) }
    var (factors, shifts) = (blank, blank)
    for position in Positions(dy.shape.dimensions) {
      for expert in chosen[position[0]].indices(of: experts) {
        let dy = chosen[position[0]].entry(of: experts) { $0 == expert ? dy[position] : N(0) }
        let place = [expert, position[1]]
        if scale { factors[place] = factors[place] + dy * x[position] }
        if bias { shifts[place] = shifts[place] + dy }
      }
    }
    return Gradients(inputs: [dx, nil], weights: (scale ? [factors] : []) + (bias ? [shifts] : []))
  }
}
