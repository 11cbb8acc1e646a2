import ArchGraph

extension ConvTranspose: Differentiable {
  /// The multiply-adds of the layer by its input and by its filters, and the additions of biases.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    .product(work(from: inputs, to: output))
  }

  /// The input, for the gradient by the filters; PyTorch keeps it for both, whatever is wanted.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    [Kept(.input(0), for: keeper == .adjoint ? .weights : .any)]
  }

  /// `dx[c, p] = Σ dy[f, q] * weight[c, f, tap]` and `dweight[c, f, tap] = Σ dy[f, q] * x[c, p]` with
  /// `q = p*stride + tap*dilation - padding`, where `dy` is 0 outside; `dbias[f] = Σ dy[f, q]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, dy, wanted) = (pass.inputs[0], pass.gradient, pass.wanted)
    let (channelsSeen, filtersSeen) = (x.shape[0] / groups, filters / groups)
    guard let axes = try? window.transposedAxes(count: x.shape.rank - 1) else {
      return Gradients(inputs: [nil])
    }
    var dx = Tensor(x.shape) { _ in N(0) }
    var weights = pass.weights.map { Tensor($0.shape) { _ in N(0) } }
    for position in Positions(x.shape.dimensions) {
      let channel = position[0]
      for seen in 0..<filtersSeen {
        for tap in axes.taps {
          let own = [channel, seen] + tap
          let target = zip(axes, zip(position.dropFirst(), tap)).map { axis, place in
            place.0 * axis.stride + place.1 * axis.dilation - axis.before
          }
          let gradient = dy.at([channel / channelsSeen * filtersSeen + seen] + target, outside: N(0))
          if wanted.inputs[0] { dx[position].accumulate(gradient, times: pass.weights[0][own]) }
          if wanted.weights { weights[0][own].accumulate(gradient, times: x[position]) }
        }
      }
    }
    if bias, wanted.weights {
      for position in Positions(dy.shape.dimensions) {
        weights[1][[position[0]]] = weights[1][[position[0]]] + dy[position]
      }
    }
    return Gradients(inputs: [wanted.inputs[0] ? dx : nil], weights: wanted.weights ? weights : [])
  }
}
