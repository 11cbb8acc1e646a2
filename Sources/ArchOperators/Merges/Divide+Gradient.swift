import ArchGraph

extension Divide: Differentiable {
  /// A division for each element; a multiplication and a subtraction for the second value, and the additions
  /// for repeated elements.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var shared = Work()
    shared[.divisions] = Count(output.elements)
    return BackwardWork(
      shared: shared,
      inputs: [
        .merged(inputs[0], of: output),
        .merged(inputs[1], of: output, each: [(.multiplications, 1), (.subtractions, 1)]),
      ])
  }

  /// The second value, and for its own gradient the output; PyTorch has the first value instead of that.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(1)), Kept(keeper == .adjoint ? .output : .input(0), for: .input(1))]
  }

  /// `da = dy/b`, `db = -da*y`; added up if an input was repeated.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let quotients = Tensor(
      pass.gradient.shape,
      Positions(pass.gradient.shape.dimensions).map { pass.gradient[$0] / pass.inputs[1].spread(at: $0) })
    return pass.merged { input, position in
      input == 0 ? quotients[position] : N(0) - quotients[position] * pass.output[position]
    }
  }
}
