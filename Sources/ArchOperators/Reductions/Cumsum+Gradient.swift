import ArchGraph

extension Cumsum: Differentiable {
  /// The sums from the other end.
  private var reversed: Cumsum { Cumsum(axis, isExclusive: isExclusive, isReverse: !isReverse) }

  /// As many additions as the layer itself has.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    work[.additions] = reversed.work(from: inputs, to: output)[.additions]
    return BackwardWork(inputs: [work])
  }

  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] { [] }

  /// `dx[i] = dy[i] + … + dy[n - 1]`, or from `dy[i + 1]`; in reverse from the start.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    return Gradients(inputs: [reversed.define([pass.gradient], [], output: pass.output.shape)])
  }
}
