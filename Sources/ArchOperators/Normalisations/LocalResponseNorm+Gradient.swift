import ArchGraph

extension LocalResponseNorm: Differentiable {
  /// For each element two quotients, three products, the sum over the window and a difference.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    work[.divisions] = .each(2, of: output.elements)
    work[.multiplications] = .each(3, of: output.elements)
    work[.additions] = Count([Factor("size", size)], output.elements)
    work[.subtractions] = Count(output.elements)
    return BackwardWork(inputs: [work])
  }

  /// The input, the base of the power and its result; PyTorch's pooling keeps the padded squares too.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let kept = [
      Kept(.input(0)), Kept(.saved("base", output.elements)), Kept(.saved("divisor", output.elements)),
    ]
    guard keeper != .adjoint else { return kept }
    let padded = [Factor("padded_channels", output[0] + size - 1)] + output.factors().dropFirst()
    return kept + [Kept(.saved("padded_squares", padded))]
  }

  private func coefficient<N: Number>() -> N { N(Float(divideAlpha ? alpha / Double(size) : alpha)) }

  /// For each element the sum over the channels of a window, given its first channel; those beyond the tensor are
  /// zeros.
  private func windowSums<N: Number>(
    _ tensor: Tensor<N>, from first: (_ channel: Int) -> Int
  ) -> Tensor<N> {
    Tensor(
      tensor.shape,
      Positions(tensor.shape.dimensions).map { position in
        (0..<size).reduce(N(0)) {
          $0 + tensor.at([first(position[0]) + $1] + position.dropFirst(), outside: N(0))
        }
      })
  }

  /// `base = k + alpha/size*Σ x[i, p]^2` and `divisor = base^beta`.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let sums = windowSums(inputs[0].product(inputs[0])) { $0 - size / 2 }
    let base = Tensor(sums.shape, sums.values.map { N(Float(k)) + coefficient() * $0 })
    return [base, Tensor(base.shape, base.values.map { $0.power(Float(beta)) })]
  }

  /// `dx[c, p] = dy[c, p]/divisor[c, p] - 2*beta*alpha/size*x[c, p]*Σ s[i, p]` over the channels `i` whose
  /// windows have `c`, with `s = dy/divisor*x/base`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let (x, base, divisor) = (pass.inputs[0].values, pass.saved[0].values, pass.saved[1].values)
    let quotients = zip(pass.gradient.values, divisor).map { $0 / $1 }
    let slopes = x.indices.map { quotients[$0] * x[$0] / base[$0] }
    let sums = windowSums(Tensor(pass.output.shape, slopes)) { $0 + size / 2 - (size - 1) }.values
    let factor = N.prepared { N(2 * Float(beta)) * coefficient() }
    return Gradients(
      inputs: [
        Tensor(pass.output.shape, x.indices.map { quotients[$0] - factor * x[$0] * sums[$0] })
      ])
  }
}
