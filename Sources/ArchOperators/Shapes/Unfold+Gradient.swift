import ArchGraph

extension Unfold: Moving {
  /// The elements inside the map: `fold`, the adjoint, adds them up whether windows overlap or not.
  package func repeated(_ input: Int, from inputs: [Shape], to output: Shape) -> Count? {
    let fold = Fold(
      Array(inputs[0].spatial), kernel: window.kernel, stride: window.stride, padding: window.padding,
      dilation: window.dilation)
    return fold.work(from: [output], to: inputs[0])[.additions]
  }
}
