import ArchGraph

// The common part of the gradients of convolutions.

extension BackwardWork {
  /// The work of a layer that multiplies its one input by its weights and adds biases.
  ///
  /// The gradients of input and of weights each have the multiply-adds of the layer itself, padding included;
  /// and each addition of a bias has one to the gradient of that bias.
  ///
  /// - Parameter givenWeights: whether the weights are a value, the second input.
  static func product(_ forward: Work, givenWeights: Bool = false) -> BackwardWork {
    var (input, weights) = (Work(), Work())
    input[.multiplyAdds] = forward[.multiplyAdds]
    if !givenWeights { weights[.multiplyAdds] = forward[.multiplyAdds] }
    weights[.additions] = forward[.additions]
    return BackwardWork(inputs: givenWeights ? [input, input] : [input], weights: weights)
  }
}

extension Window {
  /// The gradients of a layer that multiplies the elements under the taps of this window by weights.
  ///
  /// `dx[c, q] = Σ dy[f, p] * weight[f, c, tap]` over all taps with `q = p*stride - padding + tap*dilation`,
  /// `dweight[f, c, tap] = Σ dy[f, p] * x[c, q]` and `dbias[f] = Σ dy[f, p]`.
  ///
  /// - Parameters:
  ///   - groups: how many groups the channels are split into.
  ///   - isLocal: whether each position of the output has separate weights and biases, with that position
  ///     as their last axes.
  func gradients<N: Number>(
    _ pass: BackwardPass<N>, groups: Int = 1, isLocal: Bool = false
  ) -> Gradients<N> {
    let (x, wanted) = (pass.inputs[0], pass.wanted)
    guard let axes = try? axes(over: x.shape.spatial) else { return Gradients(inputs: [nil]) }
    let (channels, filters) = (x.shape[0] / groups, pass.output.shape[0] / groups)
    // Gradients in the padding are computed and dropped.
    var dx: [[Int]: N] = [:]
    // If the weights are a value, their gradient is that of an input.
    let isGiven = pass.inputs.count > 1
    let weight = isGiven ? pass.inputs[1] : pass.weights[0]
    let wantsWeight = isGiven ? wanted.inputs[1] : wanted.weights
    var dweight = Tensor(weight.shape) { _ in N(0) }
    let hasBias = pass.weights.count > (isGiven ? 0 : 1)
    var dbias = pass.weights.last.map { Tensor($0.shape) { _ in N(0) } }
    for position in Positions(pass.output.shape.dimensions) {
      let (filter, dy) = (position[0], pass.gradient[position])
      let place = isLocal ? position[1...] : []
      for channel in 0..<channels {
        for tap in axes.taps {
          let own = [filter, channel] + tap + place
          let input = [filter / filters * channels + channel] + axes.input(of: position[1...], tap: tap)
          if wanted.inputs[0] { dx[input, default: N(0)].accumulate(dy, times: weight[own]) }
          if wantsWeight { dweight[own].accumulate(dy, times: x.at(input, outside: N(0))) }
        }
      }
      if wanted.weights, hasBias, let sum = dbias?[[filter] + place] { dbias?[[filter] + place] = sum + dy }
    }
    let ofWeight = wantsWeight ? dweight : nil
    return Gradients(
      inputs: [wanted.inputs[0] ? Tensor(x.shape) { dx[$0] ?? N(0) } : nil] + (isGiven ? [ofWeight] : []),
      weights: wanted.weights ? (isGiven ? [] : [ofWeight]) + (hasBias ? [dbias] : []) : [])
  }

  /// The tensor that a convolution keeps: its input, for the gradient of the filters; PyTorch keeps it for both anyway.
  ///
  /// Windows entirely in the padding read nothing.
  func keptInput(_ input: Shape, by keeper: Keeper) -> [Kept] {
    guard keeper == .adjoint else { return [Kept(inputInPyTorch(input))] }
    return readsNothing(of: input) ? [] : [Kept(.input(0), for: .weights)]
  }

  /// Whether all windows are entirely in the padding.
  func readsNothing(of input: Shape) -> Bool { (try? elementsRead(of: input).value()) == 0 }

  /// The input of PyTorch's layer: the result of `F.pad` if the layer does not pad the input itself.
  ///
  /// - Parameter isPaddedFirst: whether all padding is a separate step; otherwise it is so only if sides differ.
  func inputInPyTorch(_ input: Shape, isPaddedFirst: Bool = false) -> Kept.Source {
    guard let axes = try? axes(over: input.spatial),
      axes.contains(where: { isPaddedFirst ? $0.before + $0.after > 0 : $0.before != $0.after })
    else { return .input(0) }
    let extents = zip(axes, input.spatial).map { $0.before + $1 + $0.after }
    let padded = zip(Axis.spatial("padded_", axes.count), extents).map { Factor($0, $1) }
    return .saved("padded_input", [Factor("in_channels", input[0])] + padded)
  }
}
