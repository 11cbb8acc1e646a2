import ArchGraph

extension GroupNorm: Differentiable {
  private func standardisation(of shape: Shape) -> Standardisation {
    let length = (shape.elementCount ?? Int.max) / groups
    return Standardisation(
      rows: Rows(count: [Factor("groups", groups)], length: length), shape: [groups, length], axes: 1..<2,
      weightAxes: 0..<1, epsilon: epsilon, scale: scale, shift: shift)
  }

  /// Sums for scale and shift, and the gradient of standardising each group.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    standardisation(of: output).backward(to: output)
  }

  /// The input, and mean and deviation of each group; in PyTorch more if it is written out.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let norm = standardisation(of: output)
    return keeper == .adjoint || scale == shift && norm.rows.length > 1
      ? norm.kept(by: keeper) : norm.keptWrittenOut(of: output.elements)
  }

  /// Mean and deviation of each group.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    standardisation(of: output.shape).saved(inputs[0])
  }

  /// `dx = (ds - Σ ds/n - s*Σ ds*s/n)/deviation` with `ds = dy*gamma` and `s` the standardised group.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    standardisation(of: pass.output.shape).adjoint(pass)
  }
}

extension Standardisation {
  /// The tensors that PyTorch keeps for a norm without a module, which is written as mean, variance and
  /// quotient: dividends, divisors, and the quotients, which a scale multiplies.
  func keptWrittenOut(of elements: [Factor]) -> [Kept] {
    [
      Kept(.input(0), for: .input(0)), Kept(.saved("differences", elements), for: .input(0)),
      Kept(.saved("deviation", rows.count), for: .input(0)),
    ] + (scale ? [Kept(.saved("standardised", elements), for: .weights)] : [])
  }
}
