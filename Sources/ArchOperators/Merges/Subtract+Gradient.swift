import ArchGraph

extension Subtract: Differentiable {
  /// A subtraction for each element for the second value, and the additions for repeated elements.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(
      inputs: [
        .merged(inputs[0], of: output), .merged(inputs[1], of: output, each: [(.subtractions, 1)]),
      ])
  }

  /// Nothing.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `da = dy`, `db = -dy`; added up if an input was repeated.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    pass.merged { input, position in
      input == 0 ? pass.gradient[position] : N(0) - pass.gradient[position]
    }
  }
}
