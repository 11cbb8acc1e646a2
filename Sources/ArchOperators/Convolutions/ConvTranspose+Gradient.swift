import ArchGraph

extension ConvTranspose: Differentiable {
  /// The multiply-adds of the layer for its input and for its filters, and the additions of biases.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    .product(work(from: inputs, to: output), givenWeights: inputs.count > 1)
  }

  /// The input, for the gradient by the filters, and filters that are a value, for that by the input; PyTorch keeps them
  /// for both, whatever is wanted.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard inputs.count == 1 else {
      return keeper == .adjoint
        ? [Kept(.input(0), for: .input(1)), Kept(.input(1), for: .input(0))]
        : [Kept(.input(0)), Kept(.input(1))]
    }
    return [Kept(.input(0), for: keeper == .adjoint ? .weights : .any)]
  }

  /// `dx[c, p] = Σ dy[f, q] * weight[c, f, tap]` and `dweight[c, f, tap] = Σ dy[f, q] * x[c, p]` with
  /// `q = p*stride + tap*dilation - padding`, where `dy` is 0 outside; `dbias[f] = Σ dy[f, q]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, dy, wanted) = (pass.inputs[0], pass.gradient, pass.wanted)
    let (channelsSeen, filtersSeen) = (x.shape[0] / groups, filters / groups)
    guard let axes = try? window.transposedAxes(count: x.shape.rank - 1) else {
      return Gradients(inputs: [nil])
    }
    // The gradient by filters that are a value is that of an input.
    let isGiven = pass.inputs.count > 1
    let weight = isGiven ? pass.inputs[1] : pass.weights[0]
    let wantsWeight = isGiven ? wanted.inputs[1] : wanted.weights
    var dx = Tensor(x.shape) { _ in N(0) }
    var ofWeight = Tensor(weight.shape) { _ in N(0) }
    for position in Positions(x.shape.dimensions) {
      let channel = position[0]
      for seen in 0..<filtersSeen {
        for tap in axes.taps {
          let own = [channel, seen] + tap
          let target = zip(axes, zip(position.dropFirst(), tap)).map { axis, place in
            place.0 * axis.stride + place.1 * axis.dilation - axis.before
          }
          let gradient = dy.at([channel / channelsSeen * filtersSeen + seen] + target, outside: N(0))
          if wanted.inputs[0] { dx[position].accumulate(gradient, times: weight[own]) }
          if wantsWeight { ofWeight[own].accumulate(gradient, times: x[position]) }
        }
      }
    }
    var ofBias = Tensor(Shape([filters])) { _ in N(0) }
    if bias, wanted.weights {
      for position in Positions(dy.shape.dimensions) {
        ofBias[[position[0]]] = ofBias[[position[0]]] + dy[position]
      }
    }
    let byInput = wanted.inputs[0] ? dx : nil
    return Gradients(
      inputs: isGiven ? [byInput, wantsWeight ? ofWeight : nil] : [byInput],
      weights: wanted.weights ? (isGiven ? [] : [ofWeight]) + (bias ? [ofBias] : []) : [])
  }
}
