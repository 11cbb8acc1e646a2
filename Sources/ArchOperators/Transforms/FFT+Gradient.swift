import ArchGraph

extension FFT: Differentiable {
  /// As many multiply-adds as the layer itself has: the products with the transposed matrices.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    work[.multiplyAdds] = self.work(from: inputs, to: output)[.multiplyAdds]
    return BackwardWork(inputs: [work])
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dre_n = Σ dre'_k*cos(a) - dim'_k*sin(a)`, `dim_n = Σ dre'_k*sin(a) + dim'_k*cos(a)` with
  /// `a = 2*pi*k*n/N`, from the last axis to the first, whose input has no imaginary part.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let shape = pass.inputs[0].shape
    let count = pass.inputs[0].values.count
    var real = Tensor(shape, Array(pass.gradient.values[..<count]))
    var imaginary = part == .real ? nil : Tensor(shape, Array(pass.gradient.values[count...]))
    for (index, axis) in axes.map({ $0 < 0 ? $0 + shape.rank : $0 }).enumerated().reversed() {
      let turn = Turn(shape[axis])
      let next = Self.sums(along: axis, [(real, turn.cosine), (imaginary, { -turn.sine($0) })])
      imaginary = index == 0 ? nil : Self.sums(along: axis, [(real, turn.sine), (imaginary, turn.cosine)])
      real = next
    }
    return Gradients(inputs: [real])
  }

  /// The sums over the axis of values times a function of `k*n`, at every position.
  private static func sums<N: Number>(
    along axis: Int, _ terms: [(values: Tensor<N>?, factor: (Int) -> Float)]
  ) -> Tensor<N> {
    let parts = terms.compactMap { term in term.values.map { (values: $0, factor: term.factor) } }
    let shape = parts[0].values.shape
    let entries = Positions(shape.dimensions).map { position in
      var sum = N(0)
      var place = position
      for (values, factor) in parts {
        for n in 0..<shape[axis] {
          place[axis] = n
          sum.accumulate(values[place], times: N(factor(position[axis] * n)))
        }
      }
      return sum
    }
    return Tensor(shape, entries)
  }
}
