/// The gradients of a layer: `nil` if one is not asked for, or does not exist.
package struct Gradients<N: Number> {
  /// For each input, of its shape.
  package var inputs: [Tensor<N>?]
  /// For each tensor of the parameters, of its shape; `nil` for buffers.
  package var weights: [Tensor<N>?]

  /// Gradients.
  package init(inputs: [Tensor<N>?], weights: [Tensor<N>?] = []) {
    self.inputs = inputs
    self.weights = weights
  }
}
