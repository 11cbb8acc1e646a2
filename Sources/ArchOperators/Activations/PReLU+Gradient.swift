import ArchGraph

extension PReLU: Differentiable {
  /// A multiplication and a comparison for each element; for the slopes an addition as well.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var input = Work()
    input[.multiplications] = Count(output.elements)
    input[.comparisons] = Count(output.elements)
    var weights = input
    weights[.additions] = Count(output.elements)
    return BackwardWork(inputs: [input], weights: weights)
  }

  /// The input: the output does not show where it was negative, since slopes may be.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0))]
  }

  /// `dx = dy` where `x > 0`, otherwise `slope[c]*dy`; `dslope[c] = Σ x*dy` over the negative elements.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let x = pass.inputs[0]
    let axis = place(of: axis, in: x.shape)
    func slope(at position: [Int]) -> [Int] { [shared ? 0 : position[axis]] }
    var (dx, dslope) = (Tensor<N>?.none, Tensor<N>?.none)
    if pass.wanted.inputs[0] {
      dx = Tensor(x.shape) { position in
        let dy = pass.gradient[position]
        return N.ifLess(N(0), x[position], dy, else: pass.weights[0][slope(at: position)] * dy)
      }
    }
    if pass.wanted.weights {
      var sums = Tensor(pass.weights[0].shape) { _ in N(0) }
      for position in Positions(x.shape.dimensions) {
        let product = x[position] * pass.gradient[position]
        let slope = slope(at: position)
        sums[slope] = sums[slope] + N.ifLess(N(0), x[position], N(0), else: product)
      }
      dslope = sums
    }
    return Gradients(inputs: [dx], weights: [dslope])
  }
}
