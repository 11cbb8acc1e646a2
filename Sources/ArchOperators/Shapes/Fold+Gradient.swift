import ArchGraph

extension Fold: Differentiable {
  /// No arithmetic: each sum passes its gradient to all its terms.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [Work()])
  }

  /// Nothing.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx[c*taps + tap, p] = dy[c, p*stride - padding + tap*dilation]`, 0 in the padding: columns of the
  /// gradient.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let unfold = Unfold(
      window.kernel, stride: window.stride, padding: window.padding, dilation: window.dilation)
    return Gradients(inputs: [unfold.define([pass.gradient], [], output: pass.inputs[0].shape)])
  }
}
