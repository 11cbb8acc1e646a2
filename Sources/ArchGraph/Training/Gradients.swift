/// The gradients of a layer: nil where none is asked for, or there is none.
package struct Gradients<N: Number> {
  /// By each input, of its shape.
  package var inputs: [Tensor<N>?]
  /// By each tensor of the parameters, of its shape; nil for buffers.
  package var weights: [Tensor<N>?]

  /// Gradients.
  package init(inputs: [Tensor<N>?], weights: [Tensor<N>?] = []) {
    self.inputs = inputs
    self.weights = weights
  }
}
