/// The inputs of a layer's backward pass.
package struct BackwardPass<N: Number> {
  /// The inputs of the layer.
  package var inputs: [Tensor<N>]
  /// The tensors of its parameters, in their order.
  package var weights: [Tensor<N>]
  /// Its output.
  package var output: Tensor<N>
  /// The tensors saved besides these, in the order of ``Differentiable/kept(from:to:by:batch:)``.
  package var saved: [Tensor<N>]
  /// The gradient of the loss with respect to the output, of its shape.
  package var gradient: Tensor<N>
  /// The gradients to compute.
  package var wanted: WantedGradients

  /// A backward pass with everything that a layer is given.
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
