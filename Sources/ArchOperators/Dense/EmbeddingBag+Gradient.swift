import ArchGraph

extension EmbeddingBag: Differentiable {
  /// For each feature of a bag a division for the mean, and an addition for every token.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let (bags, features) = (Factor("bags", inputs[0][0]), Factor("features", features))
    var weights = Work()
    if mode == .mean { weights[.divisions] = Count([bags, features]) }
    weights[.additions] = Count([bags, Factor("tokens", inputs[0][1]), features])
    return BackwardWork(inputs: [nil], weights: weights)
  }

  /// The tokens.
  ///
  /// PyTorch also keeps the start and the size of each bag, on the CPU with room for the largest, and the
  /// bag of each token, except for sums on the CPU.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let bags = Factor("bags", inputs[0][0])
    func indices(_ name: String, _ factors: [Factor]) -> Kept {
      Kept(.saved(name, factors), .index, for: .weights)
    }
    let tokens = Kept(.input(0), .index, for: .weights)
    guard keeper != .adjoint else { return [tokens] }
    var kept = [tokens, indices("starts", [bags]), indices("sizes", [bags])]
    if keeper == .pytorchCPU { kept.append(indices("largest", [bags])) }
    if keeper == .pytorchCUDA || mode == .mean {
      kept.append(indices("bag_of_token", [bags, Factor("tokens", inputs[0][1])]))
    }
    return kept
  }

  /// `dweight[x[b, t], d] += dy[b, d]`, over `n` for the mean.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.weights else { return Gradients(inputs: [nil]) }
    let tokens = pass.inputs[0]
    var table = Tensor(Shape([vocabulary, features])) { _ in N(0) }
    for position in Positions(pass.output.shape.dimensions) {
      let dy = pass.gradient[position]
      let share = mode == .mean ? dy / N(Float(tokens.shape[1])) : dy
      for index in 0..<tokens.shape[1] {
        table.scatter(share, to: tokens[[position[0], index]], feature: position[1])
      }
    }
    return Gradients(inputs: [nil], weights: [table])
  }
}
