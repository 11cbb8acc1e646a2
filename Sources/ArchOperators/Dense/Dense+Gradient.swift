import ArchGraph

extension Dense: Differentiable {
  /// As many multiply-adds for inputs and for weights as the layer itself has; an addition of each output element to
  /// the gradient of its bias.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var product = Work()
    product[.multiplyAdds] = work(from: inputs, to: output)[.multiplyAdds]
    var weights = inputs.count > 1 ? Work() : product
    if bias { weights[.additions] = Count(output.elements) }
    return BackwardWork(inputs: inputs.map { _ in product }, weights: weights)
  }

  /// The input for the gradient of the weights, and weights that are a value for that of the input.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    inputs.count > 1
      ? [Kept(.input(0), for: .input(1)), Kept(.input(1), for: .input(0))] : [Kept(.input(0), for: .weights)]
  }

  /// `dx[…, n] = Σ dy[…, u] * weight[u, n]`, `dweight[u, n] = Σ dy[…, u] * x[…, n]`, `dbias[u] = Σ dy[…, u]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, isGiven) = (pass.inputs[0], pass.inputs.count > 1)
    let weights = isGiven ? pass.inputs[1] : pass.weights[0]
    let wantsWeights = isGiven ? pass.wanted.inputs[1] : pass.wanted.weights
    var dx = Tensor(x.shape) { _ in N(0) }
    var dweight = Tensor(weights.shape) { _ in N(0) }
    var dbias = Tensor(Shape([units])) { _ in N(0) }
    for position in Positions(pass.output.shape.dimensions) {
      let (row, unit) = (Array(position.dropLast()), position[position.count - 1])
      let dy = pass.gradient[position]
      for feature in 0..<weights.shape[1] {
        if pass.wanted.inputs[0] { dx[row + [feature]].accumulate(dy, times: weights[[unit, feature]]) }
        if wantsWeights { dweight[[unit, feature]].accumulate(dy, times: x[row + [feature]]) }
      }
      if bias, pass.wanted.weights { dbias[[unit]] = dbias[[unit]] + dy }
    }
    return Gradients(
      inputs: [pass.wanted.inputs[0] ? dx : nil] + (isGiven ? [wantsWeights ? dweight : nil] : []),
      weights: pass.wanted.weights ? (isGiven ? [] : [dweight]) + (bias ? [dbias] : []) : [])
  }
}
