import ArchGraph

/// The common parts of several gradients of a deformable convolution, and their readers.
private struct SharedParts {
  /// The gradients of the values read.
  let gradients: Kept.Readers
  /// The same times the mask.
  let masked = Kept.Readers.some(inputs: [0, 1], weights: false)
  /// The values read, which are read again.
  let values: Kept.Readers
  /// The weights of the neighbours of each tap.
  let neighbourWeights: Kept.Readers

  init(hasMask: Bool) {
    let mask = hasMask ? [2] : []
    gradients = .some(inputs: [0, 1] + mask, weights: false)
    values = .some(inputs: mask, weights: true)
    neighbourWeights = .some(inputs: [0] + mask, weights: true)
  }
}

extension DeformableConv: Differentiable {
  private func places(_ output: Shape) -> [Factor] {
    [Factor("offset_groups", offsetGroups)] + window.taps(rank: 2) + output.elements.dropFirst()
  }

  private func reads(_ input: Shape, _ output: Shape) -> [Factor] {
    [Factor("in_channels", input[0])] + window.taps(rank: 2) + output.elements.dropFirst()
  }

  /// The multiply-adds of the layer once for the inputs, and once for the weights.
  ///
  /// First the place of each tap is computed. All inputs need the gradients of the values read, which are
  /// products with the weights; the mask and the weights need the values read, which are read again.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let (places, reads) = (places(output), reads(inputs[0], output))
    let parts = SharedParts(hasMask: inputs.count == 3)
    var (moved, product, masking, mask) = (Work.bilinearPlaces(places), Work(), Work(), Work())
    moved[.additions] = Count([Factor("axes", 2)] + places)
    product[.multiplyAdds] = work(from: inputs, to: output)[.multiplyAdds]
    if inputs.count == 3 { masking[.multiplications] = Count(reads) }
    mask[.multiplications] = Count(reads)
    mask[.additions] = Count(reads)
    var weights = product + masking
    if bias { weights[.additions] = Count(output.elements) }
    return BackwardWork(
      shared: [
        .init(moved), .init(.bilinearWeights(places), for: parts.neighbourWeights),
        .init(product, for: parts.gradients), .init(masking, for: parts.masked),
        .init(.bilinearReads(reads), for: parts.values),
      ],
      inputs: Array(
        [.bilinearMap(reads), .bilinearSlopes(at: places, of: reads), mask].prefix(inputs.count)),
      weights: weights)
  }

  /// All inputs, except the map and the mask for their own gradients.
  ///
  /// PyTorch's written-out form keeps all neighbours that were read, and the input of its convolution.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    guard keeper != .adjoint else {
      return inputs.indices.map { index in
        let others = inputs.indices.filter { $0 != index }
        return Kept(.input(index), for: index == 1 ? .any : .some(inputs: others, weights: true))
      }
    }
    let reads = reads(inputs[0], output)
    let kept =
      [Kept(.input(0), for: .input(0))]
      + Kept.readsInPyTorch(at: places(output), of: reads, map: .input(0), place: .input(1))
      + [Kept(.saved("columns", reads))]
    guard inputs.count == 3 else { return kept }
    return kept + [
      Kept(.input(2), for: .some(inputs: [0, 1], weights: false)),
      Kept(.saved("values", reads), for: .input(2)),
    ]
  }

  /// With `r[c, tap, p]` the values read, `dr[c, tap, p] = Σ dy[f, p] * weight[f, c, tap]`.
  ///
  /// From that `dmask[tap, p] = Σ dr[c, tap, p] * r[c, tap, p]`, and the reads give `dr*mask` back to the map
  /// and to the places, which move as the offsets do;
  /// `dweight[f, c, tap] = Σ dy[f, p] * r[c, tap, p] * mask[tap, p]` and `dbias[f] = Σ dy[f, p]`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, dy, wanted) = (pass.inputs[0], pass.gradient, pass.wanted)
    let parts = SharedParts(hasMask: pass.inputs.count == 3)
    let isWeighing = parts.neighbourWeights.read(wanted)
    var sums: [[Int]: N] = [:]
    var inputs = pass.inputs.map { Tensor($0.shape) { _ in N(0) } }
    var weights = pass.weights.map { Tensor($0.shape) { _ in N(0) } }
    for position in Positions(dy.shape.spatial) {
      for tap in movedTaps(pass.inputs, at: position, isWeighing: isWeighing) {
        let first = tap.channels.lowerBound
        let gradients = parts.gradients.read(wanted) ? readGradients(pass, of: tap, at: position) : []
        let masked = parts.masked.read(wanted) ? tap.masked(gradients) : []
        let values = parts.values.read(wanted) ? tap.values(of: x) : []
        if wanted.inputs[0] { tap.place.add(masked, from: first, in: x.shape, to: &sums) }
        if wanted.inputs[1] {
          for (axis, slope) in tap.place.place(masked, from: first, in: x).enumerated() {
            inputs[1][[2 * tap.number + axis] + position] = slope
          }
        }
        if inputs.count == 3, wanted.inputs[2] {
          let products = zip(gradients, values).map { $0 * $1 }
          inputs[2][[tap.number] + position] = products.reduce(N(0)) { $0 + $1 }
        }
        if wanted.weights { add(pass, tap.masked(values), of: tap, at: position, to: &weights[0]) }
      }
      guard bias, wanted.weights else { continue }
      for filter in 0..<filters {
        weights[1][[filter]] = weights[1][[filter]] + dy[[filter] + position]
      }
    }
    if wanted.inputs[0] { inputs[0] = Tensor(x.shape) { sums[$0] ?? N(0) } }
    return Gradients(
      inputs: inputs.enumerated().map { wanted.inputs[$0] ? $1 : nil },
      weights: wanted.weights ? weights : [])
  }

  /// The filters that see a channel.
  private func filters(of channel: Int, in shape: Shape) -> Range<Int> {
    let group = channel / (shape[0] / groups)
    return group * (filters / groups)..<(group + 1) * (filters / groups)
  }

  /// The position of the weight of a filter for a tap on a channel.
  private func weight(_ filter: Int, _ channel: Int, _ tap: [Int], in shape: Shape) -> [Int] {
    [filter, channel % (shape[0] / groups)] + tap
  }

  /// The gradients of a tap's contribution to the sums, including its mask, for each of its channels.
  private func readGradients<N: Number>(
    _ pass: BackwardPass<N>, of tap: MovedTap<N>, at position: [Int]
  ) -> [N] {
    let shape = pass.inputs[0].shape
    return tap.channels.map { channel in
      var sum = N(0)
      for filter in filters(of: channel, in: shape) {
        let own = weight(filter, channel, tap.tap, in: shape)
        sum.accumulate(pass.gradient[[filter] + position], times: pass.weights[0][own])
      }
      return sum
    }
  }

  /// Adds a tap's contribution to the gradient of the filters, given the values it read.
  private func add<N: Number>(
    _ pass: BackwardPass<N>, _ values: [N], of tap: MovedTap<N>, at position: [Int],
    to weights: inout Tensor<N>
  ) {
    let shape = pass.inputs[0].shape
    for (channel, value) in zip(tap.channels, values) {
      for filter in filters(of: channel, in: shape) {
        let own = weight(filter, channel, tap.tap, in: shape)
        weights[own].accumulate(pass.gradient[[filter] + position], times: value)
      }
    }
  }

  /// The taps at a position of the output, for each group of channels with separate offsets.
  private func movedTaps<N: Number>(
    _ inputs: [Tensor<N>], at position: [Int], isWeighing: Bool
  ) -> [MovedTap<N>] {
    guard let axes = try? window.axes(over: inputs[0].shape.spatial) else { return [] }
    let count = inputs[0].shape[0] / offsetGroups
    return (0..<offsetGroups).flatMap { group in
      axes.taps.enumerated().map { index, tap in
        let number = group * window.tapCount(rank: 2) + index
        let moved = axes.input(of: position[...], tap: tap).enumerated().map { axis, start in
          ComputedPlace(
            N(Float(start + ComputedPlace<N>.margin)) + inputs[1][[2 * number + axis] + position])
        }
        return MovedTap(
          number: number, tap: tap, channels: group * count..<(group + 1) * count,
          place: BilinearAdjoint(moved[0], moved[1], isWeighing: isWeighing),
          mask: inputs.count == 3 ? inputs[2][[number] + position] : nil)
      }
    }
  }
}

/// A tap at a position of the output, as moved by its offset.
private struct MovedTap<N: Number> {
  /// Its index among the taps of all groups.
  let number: Int
  /// Its place in the kernel.
  let tap: [Int]
  /// The channels that it reads.
  let channels: Range<Int>
  /// The adjoint of its reads.
  let place: BilinearAdjoint<N>
  /// Its factor, if there is a mask.
  let mask: N?

  /// The numbers, each times the mask if there is one.
  func masked(_ numbers: [N]) -> [N] {
    guard let mask else { return numbers }
    return numbers.map { $0 * mask }
  }

  /// The value that it reads in each channel.
  func values(of x: Tensor<N>) -> [N] { channels.map { place.read(x, channel: $0) } }
}
