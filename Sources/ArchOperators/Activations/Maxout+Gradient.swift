import ArchGraph

extension Maxout: Differentiable {
  /// The comparisons that find the largest again; returning the gradient to it is a move.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    work[.comparisons] = Count([Factor("pieces_after_first", pieces - 1)], output.elements)
    return BackwardWork(inputs: [work])
  }

  /// The input; PyTorch compares it with the output.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0))] + (keeper == .adjoint ? [] : [Kept(.output)])
  }

  /// `dx[c*pieces + i, p] = dy[c, p]` for the first `i` with the largest, and 0 for all others.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let x = pass.inputs[0]
    var dx = Tensor(x.shape) { _ in N(0) }
    for position in Positions(pass.output.shape.dimensions) {
      func candidate(_ piece: Int) -> [Int] { [position[0] * pieces + piece] + position.dropFirst() }
      let largest = N.indexOfLargest((0..<pieces).map { x[candidate($0)] })
      largest.scatter(pass.gradient[position], over: pieces) { dx[candidate($0)] = $1 }
    }
    return Gradients(inputs: [dx])
  }
}
