import ArchGraph

/// A lookup of entries of an axis at indices that are a second input.
protocol LookingUp: Differentiable {
  var axis: Int { get }

  /// The position of the index that a position of the output was looked up with.
  ///
  /// - Parameter axes: the axes of the output that replace the looked-up axis.
  func index(of position: [Int], at axes: Range<Int>) -> [Int]
}

extension LookingUp {
  /// An addition for each element of the output; no gradient of the indices.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    work[.additions] = Count(output.elements)
    return BackwardWork(inputs: [work, nil])
  }

  /// The indices.
  ///
  /// PyTorch makes one of 8 bytes for each element of the output, and also keeps the input, though only
  /// its shape is needed.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    keeper == .adjoint
      ? [Kept(.input(1), for: .input(0))]
      : [
        Kept(.input(0), for: .input(0)), Kept(.saved("indices", output.elements), .index, for: .input(0)),
      ]
  }

  /// `dx[…, indices[…], …] += dy[…]`: each number is added to the entry that was looked up.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil, nil]) }
    let shape = pass.inputs[0].shape
    let first = axis < 0 ? axis + shape.rank : axis
    let axes = first..<first + 1 + pass.output.shape.rank - shape.rank
    var dx = Tensor(shape) { _ in N(0) }
    for position in Positions(pass.output.shape.dimensions) {
      let index = pass.inputs[1][index(of: position, at: axes)]
      index.scatter(pass.gradient[position], over: shape[first]) { entry, number in
        let place = position[..<first] + [entry] + position[axes.upperBound...]
        dx[Array(place)] = dx[Array(place)] + number
      }
    }
    return Gradients(inputs: [dx, nil])
  }
}
