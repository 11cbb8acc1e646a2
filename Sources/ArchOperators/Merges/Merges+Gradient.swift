import ArchGraph

extension BackwardPass {
  /// The wanted gradients of the inputs of a merge.
  ///
  /// - Parameter term: the contribution of a position of the output to the gradient of an input.
  func merged(_ term: (_ input: Int, _ position: [Int]) -> N) -> Gradients<N> {
    Gradients(
      inputs: inputs.enumerated().map { index, input in
        guard wanted.inputs[index] else { return nil }
        return Tensor(merged: input.shape, of: output.shape) { term(index, $0) }
      })
  }
}

extension Kept.Readers {
  /// The gradients of inputs before one.
  static func before(_ index: Int) -> Self { .some(inputs: Array(0..<index), weights: false) }

  /// The gradients of inputs of `count`, starting from one.
  static func from(_ index: Int, of count: Int) -> Self {
    .some(inputs: Array(index..<count), weights: false)
  }
}

extension Shape {
  /// The common shape of values whose last axes are aligned.
  init(merging inputs: some Collection<Shape>) {
    let rank = inputs.map(\.rank).max() ?? 0
    self.init(
      (0..<rank).map { axis in
        inputs.map { $0.rank < rank - axis ? 1 : $0[$0.rank - rank + axis] }.max() ?? 1
      })
  }
}
