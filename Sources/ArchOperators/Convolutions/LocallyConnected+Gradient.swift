import ArchGraph

extension LocallyConnected: Differentiable {
  /// The multiply-adds of the layer for its input and for its weights, and the additions of biases.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    .product(work(from: inputs, to: output))
  }

  /// The input, for the gradient of the weights; PyTorch keeps the elements under the taps of each position.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper != .adjoint else {
      return window.readsNothing(of: inputs[0]) ? [] : [Kept(.input(0), for: .weights)]
    }
    guard !readsInPlace(inputs[0], output) else {
      return [Kept(window.inputInPyTorch(inputs[0], isPaddedFirst: true), for: .weights)]
    }
    let columns = [Factor("in_channels", inputs[0][0])] + window.taps(rank: inputs[0].rank - 1)
    return [Kept(.saved("columns", Array(output.elements.dropFirst()) + columns), for: .weights)]
  }

  /// Whether PyTorch copies nothing to get the elements under the taps of each position in a row.
  ///
  /// This holds if one step leads from each position to the next in the padded input, and one step from
  /// each tap to the next: with a kernel of 1, or of the whole input.
  private func readsInPlace(_ input: Shape, _ output: Shape) -> Bool {
    guard let axes = try? window.axes(over: input.spatial) else { return false }
    var positions: [(extent: Int, step: Int)] = []
    var taps: [(extent: Int, step: Int)] = []
    var step = 1
    for (index, axis) in axes.enumerated().reversed() {
      positions.append((output[index + 1], axis.stride &* step))
      taps.append((axis.kernel, step))
      step = step &* (axis.before + input[index + 1] + axis.after)
    }
    taps.append((input[0], step))
    return [positions, taps].allSatisfy { axes in
      let walked = axes.filter { $0.extent > 1 }
      return zip(walked, walked.dropFirst()).allSatisfy { $1.step == $0.extent &* $0.step }
    }
  }

  /// Like a convolution whose weights are each used at one position.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    window.gradients(pass, isLocal: true)
  }
}
