import ArchGraph

/// The gradients of a deformable attention that need those of the projected memory, of the places and of the
/// scores, and those that need the weights of neighbours.
private enum Needing {
  static let maps = Kept.Readers.some(inputs: [1], weights: true)
  static let places = Kept.Readers.some(inputs: [0, 2], weights: true)
  static let scores = Kept.Readers.some(inputs: [0], weights: true)
  static let neighbourWeights = Kept.Readers.some(inputs: [0, 1], weights: true)
}

extension DeformableAttention: Differentiable {
  /// First the gradients of the input of the last projection, and of each read.
  ///
  /// Then those of the projected memory, of the places and of the scores, each for all that need it, and those
  /// of the projections.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let (queries, features) = (Factor("queries", inputs[0][0]), Factor("features", inputs[0][1]))
    let ofHead = [Factor("levels", levels.count), Factor("points", points)]
    let places = [queries, Factor("heads", heads)] + ofHead
    let reads = [queries] + ofHead + [features]
    let memory = [Factor("memory_positions", inputs[1][0]), features]
    let value = projection(to: memory, from: Factor("memory_features", inputs[1][1]))
    let offset = projection(to: [Factor("axes", 2)] + places, from: features)
    let score = projection(to: places, from: features)
    let attended = projection(to: [queries, features], from: features)

    var byReads = Work.bilinearPlaces(places) + attended.input
    byReads[.multiplications].add(reads)
    var byScores = Work.bilinearReads(reads) + Rows.softmaxGradientWork(of: places)
    byScores[.multiplyAdds] = Count(reads)
    var (x, reference) = (offset.input + score.input, Work())
    x[.additions].add([queries, features])
    reference[.additions] = Count([Factor("axes", 2)] + places)
    reference[.multiplications] = Count([Factor("axes", 2), queries, ofHead[0]])
    return BackwardWork(
      shared: [
        .init(byReads), .init(.bilinearWeights(places), for: Needing.neighbourWeights),
        .init(.bilinearMap(reads), for: Needing.maps),
        .init(.bilinearSlopes(at: places, of: reads), for: Needing.places),
        .init(byScores, for: Needing.scores),
      ],
      inputs: [x, value.input, reference],
      weights: value.weights + offset.weights + score.weights + attended.weights)
  }

  /// The work of the gradients of a projection, for its input and for its weights.
  private func projection(to elements: [Factor], from features: Factor) -> (input: Work, weights: Work) {
    var forward = Work()
    forward[.multiplyAdds] = Count(elements + [features])
    if bias { forward[.additions] = Count(elements) }
    let work = BackwardWork.product(forward)
    return (work.inputs[0] ?? Work(), work.weights)
  }

  /// The projected memory, the places and their shares, and the input of each projection.
  ///
  /// PyTorch's written-out form keeps all neighbours that were read, and the result of its softmax again with
  /// heads before queries, which is a copy unless there is one of either.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (queries, features) = (Factor("queries", inputs[0][0]), Factor("features", inputs[0][1]))
    let heads = Factor("heads", heads)
    let ofHead = [Factor("levels", levels.count), Factor("points", points)]
    let places = [queries, heads] + ofHead
    let memory = [Factor("memory_positions", inputs[1][0]), features]
    let isTurned = keeper != .adjoint && heads.value > 1 && queries.value > 1
    let common = [
      Kept(.input(0), for: .weights), Kept(.input(1), for: .weights),
      Kept(.saved("value", memory), for: keeper == .adjoint ? Needing.places : Needing.maps),
      Kept(.saved("shares", places), for: isTurned ? Needing.scores : .any),
      Kept(.saved("attended", [queries, features]), for: .weights),
    ]
    guard keeper != .adjoint else {
      return common + [Kept(.saved("places", places + [Factor("axes", 2)]))]
    }
    let reads = [queries] + ofHead + [features]
    let extents = Kept(.saved("extents", [ofHead[0], Factor("axes", 2)]), isPerBatch: true, for: .input(2))
    return common
      + Kept.readsInPyTorch(at: places, of: reads, map: Needing.maps, place: Needing.places)
      + (isTurned ? [Kept(.saved("shares_by_head", places))] : [])
      + [Kept(.saved("reads", reads), for: Needing.scores), extents]
  }

  /// The projected memory, the shares, the input of the last projection, and the places.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let (queries, each) = (inputs[0].shape[0], levels.count * points)
    let value = project(inputs[1], .value, weights)
    let offsets = project(inputs[0], .offset, weights)
    let scores = Tensor(Shape([queries, heads, each]), project(inputs[0], .score, weights).values)
    let shares = Softmax(axis: -1).define([scores], [], output: scores.shape)
    let places = Tensor(Shape([queries, heads, levels.count, points, 2])) { place in
      let (level, axis) = (place[2], place[4])
      let offset = 2 * ((place[1] * levels.count + level) * points + place[3]) + 1 - axis
      return inputs[2][[place[0], level, 1 - axis]] * N(Float(levels[level][axis]))
        + offsets[[place[0], offset]] + N(Float(ComputedPlace<N>.margin) - 0.5)
    }
    let maps = maps(value)
    var attended = Tensor(output.shape) { _ in N(0) }
    for read in reads(at: places, features: output.shape[1]) {
      for feature in read.features {
        attended[[read.query, feature]].accumulate(
          shares[[read.query, read.head, read.place]],
          times: read.adjoint.read(maps[read.level], channel: feature))
      }
    }
    let ofHead = [levels.count, points]
    return [value, Tensor(Shape([queries, heads] + ofHead), shares.values), attended, places]
  }

  /// With `da = Wᵀ dy` for the input of the last projection, a read has `share*da`, a share `Σ da*read`.
  ///
  /// Reads return theirs to the projected memory and to their places; the softmax returns that of the shares to
  /// the scores. An offset has the gradient of its place, a reference the sum of those of places that start at it,
  /// times the map's extents.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, memory, wanted) = (pass.inputs[0], pass.inputs[1], pass.wanted)
    let (value, shares) = (pass.saved[0], pass.saved[1])
    func back(
      _ gradient: Tensor<N>?, _ projection: Projection, of x: Tensor<N>, input: Bool
    ) -> Gradients<N>? {
      gradient.map {
        self.back($0, through: projection, of: x, pass.weights, input: input, weights: wanted.weights)
      }
    }
    let last = back(pass.gradient, .output, of: pass.saved[2], input: true)
    guard let attended = last?.inputs[0] else { return Gradients(inputs: [nil, nil, nil]) }
    let reads = reads(
      at: pass.saved[3], features: x.shape[1], isWeighing: Needing.neighbourWeights.read(wanted))
    let gradients = reads.map { read in
      read.features.map { attended[[read.query, $0]] * shares.values[read.index] }
    }
    let byValue =
      Needing.maps.read(wanted) ? valueGradient(reads, gradients, memory.shape[0], x.shape[1]) : nil
    let byPlaces =
      Needing.places.read(wanted) ? placeGradient(reads, gradients, value, x.shape[0]) : nil
    let byScores =
      Needing.scores.read(wanted) ? scoreGradient(reads, attended, value, shares: shares) : nil
    let maps = back(byValue, .value, of: memory, input: wanted.inputs[1])
    let offset = back(byPlaces, .offset, of: x, input: wanted.inputs[0])
    let score = back(byScores, .score, of: x, input: wanted.inputs[0])
    var inputs = [nil, maps?.inputs[0], wanted.inputs[2] ? byPlaces.map(referenceGradient) : nil]
    if let a = offset?.inputs[0], let b = score?.inputs[0] {
      inputs[0] = Tensor(x.shape, zip(a.values, b.values).map { $0 + $1 })
    }
    return Gradients(
      inputs: inputs,
      weights: wanted.weights ? [maps, offset, score, last].flatMap { $0?.weights ?? [] } : [])
  }
}
