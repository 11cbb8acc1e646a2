import ArchGraph

extension RBF: Differentiable {
  /// A subtraction and a multiply-add for each input of a row and each output, and a doubling of each sum.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let forward = work(from: inputs, to: output)
    var work = Work()
    work[.subtractions] = forward[.subtractions]
    work[.multiplyAdds] = forward[.multiplyAdds]
    work[.multiplications] = Count(inputs[0].factors("in_"))
    return BackwardWork(inputs: [work])
  }

  /// The input; in PyTorch the differences from all patterns, which it squares.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper != .adjoint else { return [Kept(.input(0))] }
    let outputs = output.factors().dropLast() + [Factor("units", units)]
    return [Kept(.saved("differences", outputs + [features(inputs[0])]))]
  }

  /// `dx[…, n] = 2*Σ dy[…, u]*(x[…, n] - weight[u, n])`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let x = pass.inputs[0]
    return Gradients(
      inputs: [
        Tensor(x.shape) { position in
          var sum = N(0)
          for unit in 0..<units {
            let pattern = pass.weights[0][[unit, position[position.count - 1]]]
            sum.accumulate(pass.gradient[position.dropLast() + [unit]], times: x[position] - pattern)
          }
          return N(2) * sum
        }
      ])
  }
}
