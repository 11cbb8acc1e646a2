import ArchGraph

extension LayerNorm: Differentiable {
  private func standardisation(of shape: Shape) -> Standardisation {
    let row = row(of: shape)
    return Standardisation(
      rows: Rows(of: shape, along: row), shape: shape, axes: row, weightAxes: row, epsilon: epsilon,
      scale: scale, shift: shift)
  }

  /// Sums for scale and shift, and the gradient of standardising each row.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    standardisation(of: output).backward(to: output)
  }

  /// The input, and mean and deviation of each row.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    standardisation(of: output).kept(by: keeper)
  }

  /// Mean and deviation of each row.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    standardisation(of: output.shape).saved(inputs[0])
  }

  /// `dx = (ds - Σ ds/n - s*Σ ds*s/n)/deviation` with `ds = dy*gamma` and `s` the standardised row.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    standardisation(of: pass.output.shape).adjoint(pass)
  }
}
