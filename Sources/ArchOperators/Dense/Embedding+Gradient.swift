import ArchGraph

extension Embedding: Differentiable {
  /// An addition of each element of the output to the row that it came from.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var weights = Work()
    weights[.additions] = Count(output.elements)
    return BackwardWork(inputs: [nil], weights: weights)
  }

  /// The tokens.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0), .index, for: .weights)]
  }

  /// `dweight[x[…], d] += dy[…, d]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.weights else { return Gradients(inputs: [nil]) }
    var table = Tensor(Shape([vocabulary, features])) { _ in N(0) }
    for position in Positions(pass.output.shape.dimensions) {
      table.scatter(
        pass.gradient[position], to: pass.inputs[0][Array(position.dropLast())],
        feature: position[position.count - 1])
    }
    return Gradients(inputs: [nil], weights: [table])
  }
}

extension Tensor {
  /// Adds a number to one feature of the row that a token names.
  mutating func scatter(_ number: N, to token: N, feature: Int) {
    token.scatter(number, over: shape[0]) { row, number in
      self[[row, feature]] = self[[row, feature]] + number
    }
  }
}
