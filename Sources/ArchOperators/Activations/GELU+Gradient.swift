import ArchGraph

extension GELU.Approximation {
  /// The cost of the gradient of one element: the function again, and the product rule.
  var gradientCostPerElement: [(kind: Work.Kind, count: Int)] {
    switch self {
    case .none:
      [(.multiplications, 6), (.additions, 2), (.subtractions, 1), (.exponentials, 1), (.transcendentals, 1)]
    case .tanh: [(.multiplications, 11), (.additions, 4), (.subtractions, 1), (.transcendentals, 1)]
    case .sigmoid:
      [(.multiplications, 4), (.additions, 1), (.subtractions, 2), (.divisions, 1), (.exponentials, 1)]
    }
  }

  /// The slope at an element of the input.
  func slope<N: Number>(at x: N) -> N {
    switch self {
    case .none: exactSlope(at: x)
    case .tanh: tangentSlope(at: x)
    case .sigmoid: sigmoidSlope(at: x)
    }
  }

  /// `(1 + erf(z))/2 + x*exp(-z*z)/sqrt(2*pi)` with `z = x/sqrt(2)`: the normal distribution, and its density
  /// times `x`.
  private func exactSlope<N: Number>(at x: N) -> N {
    let root = N(0.707_106_781_186_547_6)
    let z = x * root
    let height = N.prepared { root * N.constant(0.564_189_583_547_756_3) }
    let distribution = N(0.5) * (N(1) + z.errorFunction())
    return distribution + x * (height * (N(0) - z * z).exponential())
  }

  /// `(1 + t)/2 + x/2*(1 - t*t)*k*(1 + 3*c*x*x)` with `t = tanh(k*(x + c*x*x*x))`, `k = sqrt(2/pi)` and
  /// `c = 0.044715`.
  private func tangentSlope<N: Number>(at x: N) -> N {
    let (k, c) = (N(0.797_884_560_802_865_4), N(0.044_715))
    let square = c * x * x
    let tangent = (k * (x + square * x)).hyperbolicTangent()
    let innerSlope = k * (N(1) + N(3) * square)
    return N(0.5) * (N(1) + tangent + x * (N(1) - tangent * tangent) * innerSlope)
  }

  /// `s*(1 + 1.702*x*(1 - s))` with `s = 1/(1 + exp(-1.702*x))`.
  private func sigmoidSlope<N: Number>(at x: N) -> N {
    let scaled = N(-1.702) * x
    let sigmoid = N(1) / (N(1) + scaled.exponential())
    return sigmoid * (N(1) - scaled * (N(1) - sigmoid))
  }
}

extension GELU: Differentiable {
  /// The cost of the gradient of one element, for each element.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var work = Work()
    for (kind, count) in approximation.gradientCostPerElement {
      work[kind] = .each(count, of: output.elements)
    }
    return BackwardWork(inputs: [work])
  }

  /// The input; PyTorch, which treats the approximation by a sigmoid as a product, keeps the sigmoid too.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let isProduct = approximation == .sigmoid && keeper != .adjoint
    return [Kept(.input(0))] + (isProduct ? [Kept(.saved("sigmoid", output.elements))] : [])
  }

  /// `dx = dy*slope(x)`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    guard pass.wanted.inputs[0] else { return Gradients(inputs: [nil]) }
    let x = pass.inputs[0]
    return Gradients(
      inputs: [
        Tensor(x.shape, zip(pass.gradient.values, x.values).map { $0 * approximation.slope(at: $1) })
      ])
  }
}
