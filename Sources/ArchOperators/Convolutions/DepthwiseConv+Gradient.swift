import ArchGraph

extension DepthwiseConv: Differentiable {
  /// The multiply-adds of the layer for its input and for its filters, and the additions of biases.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    .product(work(from: inputs, to: output), givenWeights: inputs.count > 1)
  }

  /// As a convolution of as many groups as channels.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    conv(of: inputs[0]).kept(from: inputs, to: output, by: keeper, batch: batch)
  }

  /// Like a convolution with as many groups as channels.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    window.gradients(pass, groups: pass.inputs[0].shape[0])
  }
}
