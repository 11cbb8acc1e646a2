import ArchGraph

extension Multiply: Differentiable {
  /// From the last value to the second a product of the gradient with each, needed by all before it; for each
  /// of these values a product with that of all before it; the additions for repeated elements.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var product = Work()
    product[.multiplications] = Count(output.elements)
    return BackwardWork(
      shared: inputs.indices.dropFirst().map { .init(product, for: .before($0)) },
      inputs: inputs.enumerated().map { index, input in
        .merged(input, of: output, each: index == 0 ? [] : [(.multiplications, 1)])
      })
  }

  /// The values after the first, for the gradients of those before them, and for their own gradients the products of
  /// those before them.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    inputs.indices.dropFirst().flatMap { index in
      let shape = Shape(merging: inputs[..<index].map { aligned($0, to: output) })
      let before = index == 1 ? .input(0) : Kept.Source.saved("partial_\(index - 1)", shape.factors("in_"))
      return [Kept(before, for: .input(index)), Kept(.input(index), for: .before(index))]
    }
  }

  private func isGate(_ input: Shape, of output: Shape) -> Bool { input.rank == 1 && input[0] == output[0] }

  /// The shape of an input with as many axes as the output has.
  private func aligned(_ input: Shape, to output: Shape) -> Shape {
    let missing = Array(repeating: 1, count: output.rank - input.rank)
    return Shape(isGate(input, of: output) ? input.dimensions + missing : missing + input.dimensions)
  }

  /// The number of an input for a position of the output.
  private func factor<N: Number>(_ input: Tensor<N>, at position: [Int], of output: Shape) -> N {
    isGate(input.shape, of: output) ? input[[position[0]]] : input.spread(at: position)
  }

  /// The products of the first two values, the first three and so on, but not of all.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let shapes = inputs.map(\.shape)
    return kept(from: shapes, to: output.shape, by: .adjoint, batch: 1).own.enumerated().map { index, saved in
      Tensor(saved.shape) { position in
        inputs[...(index + 1)].reduce(N(1)) { $0 * factor($1, at: position, of: output.shape) }
      }
    }
  }

  /// `da = dy*b*c*…`, `db = dy*c*…*a`, `dc = dy*…*(a*b)` and so on, added up if an input was repeated.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (output, wanted) = (pass.output.shape, pass.wanted.inputs)
    var gradients = pass.inputs.map { _ in Tensor<N>?.none }
    // The gradient of the product of all values up to this one.
    var product = pass.gradient
    for (index, input) in pass.inputs.enumerated().reversed() {
      if wanted[index] {
        let isGate = isGate(input.shape, of: output)
        gradients[index] = Tensor(merged: input.shape, of: output, isGate: isGate) { position in
          switch index {
          case 0: product[position]
          case 1: product[position] * factor(pass.inputs[0], at: position, of: output)
          default: product[position] * pass.saved[index - 2].spread(at: position)
          }
        }
      }
      guard wanted[..<index].contains(true) else { break }
      product = Tensor(output) { product[$0] * factor(input, at: $0, of: output) }
    }
    return Gradients(inputs: gradients)
  }
}
