import ArchGraph

extension LPPool: PoolingOverWindows {
  package func positions(under position: [Int], of input: Shape, to output: Shape) -> [[Int]] {
    window.positions(under: position, of: input)
  }

  package func isOverlapping(over input: Shape, to output: Shape) -> Bool {
    window.isOverlapping(over: input)
  }

  private var norm: PowerNorm { PowerNorm(power: power) }

  /// The gradients of the norms; if windows overlap, an addition for each tap, padding included.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = norm.work(results: output.elements, elements: Count(inputs[0].factors("in_")))
    if isOverlapping(over: inputs[0], to: output) {
      work[.additions] = Count(window.taps(rank: inputs[0].rank - 1), output.elements)
    }
    return BackwardWork(inputs: [work])
  }

  /// The input, with the output or the sums of powers; PyTorch keeps each step of its pooling.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    keeper == .adjoint ? norm.kept(output.elements) : keptInPyTorch(of: inputs[0], to: output)
  }

  /// Absolute values unless the power is even, padding, powers, their means, and the factors that restore the sums'
  /// signs and roots.
  private func keptInPyTorch(of input: Shape, to output: Shape) -> [Kept] {
    var padding = window.pytorchPadding(over: input.spatial, isPooling: true, isFirst: true)
    if padding.explicit?.allSatisfy({ $0 == 0 }) ?? false { padding.explicit = nil }
    let isEven = power.truncatingRemainder(dividingBy: 2) == 0
    return (isEven ? [padding.input(input)] : [Kept(.input(0)), padding.padded("magnitudes", input)])
      + [padding.padded("powers", input)]
      + ["means", "signs", "rectified", "sums"].map { Kept(.saved($0, output.elements)) }
  }

  /// The sums of powers, unless they follow from the output.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    guard norm.keepsSums else { return [] }
    let (x, shape) = (inputs[0], output.shape)
    return [
      Tensor(shape) { position in
        norm.sum(positions(under: position, of: x.shape, to: shape).map { x.at($0, outside: N(0)) })
      }
    ]
  }

  /// `dx[c, q] = sign(x[c, q])*|x[c, q]|^(p - 1)*Σ dy[c, w]/y[c, w]^(p - 1)` over the windows `w` that
  /// cover `q`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let shares = gradients(of: pass) { position, window, add in
      let kept = norm.keepsSums ? pass.saved[0] : pass.output
      let share = norm.share(pass.gradient[position], kept[position])
      for tap in window.indices { add(tap, share) }
    }
    return Gradients(
      inputs: shares.inputs.map { shares in
        guard let shares else { return nil }
        let (x, elements) = (pass.inputs[0].values, shares.values)
        return Tensor(shares.shape, zip(elements, x).map { norm.gradient($0, by: $1) })
      })
  }
}
