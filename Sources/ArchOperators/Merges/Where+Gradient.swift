import ArchGraph

extension Where: Differentiable {
  /// For each of the two values a comparison for each element, and the additions for repeated elements; no
  /// gradient of the condition.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(
      inputs: [nil] + inputs.dropFirst().map { .merged($0, of: output, each: [(.comparisons, 1)]) })
  }

  /// The condition; PyTorch has converted it to bytes.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    keeper == .adjoint
      ? [Kept(.input(0))] : [Kept(.saved("condition", inputs[0].factors("condition_")), .byte)]
  }

  /// `da = dy` where the condition is not 0, `db = dy` where it is, and 0 elsewhere; added up if an input
  /// was repeated.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    pass.merged { input, position in
      let (condition, dy) = (pass.inputs[0].spread(at: position), pass.gradient[position])
      return input == 1
        ? N.ifEqual(condition, N(0), N(0), else: dy) : N.ifEqual(condition, N(0), dy, else: N(0))
    }
  }
}
