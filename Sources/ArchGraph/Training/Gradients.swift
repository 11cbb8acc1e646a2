/// The gradients of a layer: nil where none is asked for, or there is none.
public struct Gradients<N: Number> {
  /// By each input, of its shape.
  public var inputs: [Tensor<N>?]
  /// By each tensor of the parameters, of its shape; nil for buffers.
  public var weights: [Tensor<N>?]

  /// Gradients.
  public init(inputs: [Tensor<N>?], weights: [Tensor<N>?] = []) {
    self.inputs = inputs
    self.weights = weights
  }
}
