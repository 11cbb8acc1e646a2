/// What a layer is given in the backward pass.
package struct BackwardPass<N: Number> {
  /// The inputs of the layer.
  package var inputs: [Tensor<N>]
  /// The tensors of its parameters, in their order.
  package var weights: [Tensor<N>]
  /// Its output.
  package var output: Tensor<N>
  /// What was saved beside them, in the order of ``Differentiable/kept(from:to:by:batch:)``.
  package var saved: [Tensor<N>]
  /// The gradient of the loss by the output, of its shape.
  package var gradient: Tensor<N>
  /// What is asked for.
  package var wanted: WantedGradients

  /// All that a layer is given.
  package init(
    inputs: [Tensor<N>], weights: [Tensor<N>], output: Tensor<N>, saved: [Tensor<N>], gradient: Tensor<N>,
    wanted: WantedGradients
  ) {
    self.inputs = inputs
    self.weights = weights
    self.output = output
    self.saved = saved
    self.gradient = gradient
    self.wanted = wanted
  }
}
