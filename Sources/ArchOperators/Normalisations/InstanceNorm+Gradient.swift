import ArchGraph

extension InstanceNorm: Differentiable {
  private func standardisation(of shape: Shape) -> Standardisation {
    let row = 1..<shape.rank
    return Standardisation(
      rows: Rows(of: shape, along: row), shape: shape, axes: row, weightAxes: 0..<1, epsilon: epsilon,
      scale: scale, shift: shift)
  }

  /// Sums for scale and shift, and the gradient of standardising each channel.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    standardisation(of: output).backward(to: output)
  }

  /// The input, and mean and deviation of each channel.
  ///
  /// PyTorch's is a batch norm of the channels of all examples, for which the scale is repeated; where it has
  /// no module, it is a group norm that is written out.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let norm = standardisation(of: output)
    guard keeper != .adjoint else { return norm.kept(by: keeper) }
    guard scale == shift, norm.rows.length > 1 else { return norm.keptWrittenOut(of: output.elements) }
    return norm.kept(by: keeper)
      + (scale ? [Kept(.saved("repeated_scale", norm.rows.count))] : [])
  }

  /// Mean and deviation of each channel.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    standardisation(of: output.shape).saved(inputs[0])
  }

  /// `dx = (ds - Σ ds/n - s*Σ ds*s/n)/deviation` with `ds = dy*gamma` and `s` the standardised channel.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    standardisation(of: pass.output.shape).adjoint(pass)
  }
}
