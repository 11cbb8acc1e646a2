import ArchGraph

extension ExpertDense: Differentiable {
  /// As many multiply-adds for inputs and for weights as the layer itself has; an addition of each output
  /// element to the gradient of its expert's bias.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var product = Work()
    product[.multiplyAdds] = work(from: inputs, to: output)[.multiplyAdds]
    var weights = product
    if bias { weights[.additions] = Count([Factor("rows", output[0]), Factor("units", units)]) }
    return BackwardWork(inputs: [product, nil], weights: weights)
  }

  /// The choice of experts, and the input for the gradient of the weights.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    keeper == .adjoint
      ? [Kept(.input(0), for: .weights), Kept(.input(1))] : keptInPyTorch(from: inputs[0], batch: batch)
  }

  /// A copy of the weights for each row, unless the whole batch has too many: then the rows of each expert.
  ///
  /// The indices of those rows as well.
  private func keptInPyTorch(from x: Shape, batch: Int) -> [Kept] {
    let (rows, features) = (Factor("rows", x[0]), Factor("in_features", x[1]))
    let copies = [rows, Factor("units", units), features]
    guard let count = Shape([batch] + copies.map(\.value)).elementCount, count < 1 << 26 else {
      return [
        Kept(.saved("rows_by_expert", [rows, features]), for: .weights),
        Kept(.saved("is_chosen", [Factor("experts", experts), rows]), .byte),
      ]
    }
    return [
      Kept(.input(0), for: .weights), Kept(.saved("expert", [rows]), .index, for: .weights),
      Kept(.saved("weight_of_row", copies), for: .input(0)),
    ]
  }

  /// With `e = chosen[r]`: `dx[r, n] = Σ dy[r, u]*weight[e, u, n]`, `dweight[e, u, n] = Σ dy[r, u]*x[r, n]`
  /// and `dbias[e, u] = Σ dy[r, u]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, chosen, dy) = (pass.inputs[0], pass.inputs[1].values, pass.gradient)
    let dx =
      pass.wanted.inputs[0]
      ? Tensor(x.shape) { position in
        chosen[position[0]].entry(of: experts) { expert in
          var sum = N(0)
          for unit in 0..<units {
            sum.accumulate(dy[[position[0], unit]], times: pass.weights[0][[expert, unit, position[1]]])
          }
          return sum
        }
      } : nil
    return Gradients(
      inputs: [dx, nil], weights: pass.wanted.weights ? weightGradients(x, chosen: chosen, dy) : [])
  }

  private func weightGradients<N: Number>(_ x: Tensor<N>, chosen: [N], _ dy: Tensor<N>) -> [Tensor<N>] {
    var weight = Tensor(Shape([experts, units, x.shape[1]])) { _ in N(0) }
    var sums = Tensor(Shape([experts, units])) { _ in N(0) }
    for position in Positions(dy.shape.dimensions) {
      let (row, unit) = (position[0], position[1])
      for expert in chosen[row].indices(of: experts) {
        let dy = chosen[row].entry(of: experts) { $0 == expert ? dy[position] : N(0) }
        for feature in 0..<x.shape[1] {
          weight[[expert, unit, feature]].accumulate(dy, times: x[[row, feature]])
        }
        if bias { sums[[expert, unit]] = sums[[expert, unit]] + dy }
      }
    }
    return [weight] + (bias ? [sums] : [])
  }
}
