import ArchGraph

extension MaxUnpool: Differentiable {
  /// Nothing: the gradient of each value is at the place of the value, and the map that decides places gets none.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    BackwardWork(inputs: [Work(), nil])
  }

  /// The places of the values.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.saved("index", inputs[0].elements), .index)]
  }

  /// The index of the tap on the largest element of each window, the first of several.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let x = inputs[1]
    return [
      Tensor(inputs[0].shape) { position in
        N.indexOfLargest(
          window.positions(under: position, of: x.shape).map { x.at($0, outside: N(-.infinity)) })
      }
    ]
  }

  /// `dv[c, w] = dy[c, p]` where `p` is the first largest position of window `w` of `x`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil, nil]) }
    let dv = Tensor<N>(pass.inputs[0].shape) { position in
      let places = window.positions(under: position, of: pass.inputs[1].shape)
      return pass.saved[0][position].entry(of: places.count) { pass.gradient.at(places[$0], outside: N(0)) }
    }
    return Gradients(inputs: [dv, nil])
  }
}
