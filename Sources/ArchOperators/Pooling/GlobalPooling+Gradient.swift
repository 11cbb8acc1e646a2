import ArchGraph

/// A pooling over entire axes whose gradients are those of a reduction along them.
package protocol ReducingPooling: GlobalPooling, Differentiable {
  /// The equivalent reduction.
  associatedtype Same: DifferentiableReduction

  /// The reduction along some axes.
  func reduction(along axes: [Int]) -> Same
}

extension ReducingPooling {
  private func reduction(of input: Shape) -> Same { reduction(along: pooled(of: input)) }

  /// The work of the reduction.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    reduction(of: inputs[0]).backward(from: inputs, to: output)
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    reduction(of: inputs[0]).kept(from: inputs, to: output, by: keeper, batch: batch)
  }

  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    reduction(of: inputs[0].shape).saved(inputs, weights, output: output)
  }

  /// The adjoint of the reduction.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    reduction(of: pass.inputs[0].shape).adjoint(pass)
  }
}
