import ArchGraph

extension NonMaximumSuppression: Differentiable {
  /// An addition for each element of the output, however many boxes remained.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    work[.additions] = Count(output.elements)
    return BackwardWork(inputs: [work])
  }

  /// The indices of the boxes kept.
  ///
  /// PyTorch has an index for each of their values and a byte for whether they exist, and keeps the
  /// input, though only its shape is needed.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let most = Factor("most", most)
    guard keeper != .adjoint else { return [Kept(.saved("indices", [most]), .index)] }
    return [
      Kept(.input(0)), Kept(.saved("indices", output.elements), .index), Kept(.saved("found", [most]), .byte),
    ]
  }

  /// The numbers of the boxes from 1, or 0 if none was left.
  ///
  /// Each box carries its number through the definition as one additional value.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let (count, values) = (inputs[0].shape[0], inputs[0].shape[1])
    let numbered = Tensor(Shape([count, values + 1])) { position in
      position[1] == values ? N(Float(position[0] + 1)) : inputs[0][position]
    }
    let kept = define([numbered], weights, output: Shape([most, values + 1]))
    return [Tensor(Shape([most]), (0..<most).map { kept[[$0, values]] })]
  }

  /// `dx[indices[i]] += dy[i]`; gradients of places without a box are added up and dropped.
  ///
  /// Scores and overlaps only choose: no gradient flows through them.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let shape = pass.inputs[0].shape
    var sums = Tensor(Shape([1 + shape[0], shape[1]])) { _ in N(0) }
    for position in Positions(pass.output.shape.dimensions) {
      let index = pass.saved[0][[position[0]]]
      index.scatter(pass.gradient[position], over: 1 + shape[0]) { box, number in
        sums[[box, position[1]]] = sums[[box, position[1]]] + number
      }
    }
    return Gradients(inputs: [Tensor(shape, Array(sums.values.dropFirst(shape[1])))])
  }
}
