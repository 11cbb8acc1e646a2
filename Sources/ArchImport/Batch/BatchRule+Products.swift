import ArchGraph
import ArchONNX

/// Operators that multiply matrices, alone or in the fused forms of runtimes, and operators that run along a sequence.
extension BatchRule {
  /// A product of matrices over the last two axes, with those before them broadcast.
  func product(
    _ a: BatchPlace?, _ b: BatchPlace?, second: Int = 1, transposeA: Bool = false, transposeB: Bool = false
  ) throws(BatchFault) -> BatchPlace? {
    let (left, right, target) = (shape(0), shape(second), result())
    // The place of each axis of the factors in the product, which lacks the inner axis.
    func moved(_ place: BatchPlace, _ shape: [Int], isLeft: Bool) throws(BatchFault) -> BatchPlace {
      let fromEnd = shape.count - place.axis
      let vector = shape.count == 1
      let isInner =
        vector || (isLeft ? fromEnd == (transposeA ? 2 : 1) : fromEnd == (transposeB ? 1 : 2))
      guard !isInner else { throw refuse(isLeft ? 0 : second) }
      if fromEnd > 2 {
        let missing = (left.count == 1 ? 1 : 0) + (right.count == 1 ? 1 : 0)
        return BatchPlace(axis: target.count + missing - fromEnd, outer: place.outer)
      }
      if isLeft { return BatchPlace(axis: target.count - (right.count == 1 ? 1 : 2), outer: place.outer) }
      return BatchPlace(axis: target.count - 1, outer: place.outer)
    }
    switch (
      try a.map { place throws(BatchFault) in try moved(place, left, isLeft: true) },
      try b.map { place throws(BatchFault) in try moved(place, right, isLeft: false) }
    )
    {
    case (let one?, let other?):
      guard one == other else { throw .apart(step: index) }
      return one
    case (let one?, nil), (nil, let one?): return one
    case (nil, nil): throw refuse()
    }
  }

  func gemm(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    let (transA, transB) = (step.flag("transA"), step.flag("transB"))
    let place = try product(places[0], places[1], transposeA: transA, transposeB: transB)
    if places.count > 2, let third = places[2] {
      let moved = BatchPlace(axis: third.axis + 2 - shape(2).count, outer: third.outer)
      guard moved == place else { throw .apart(step: index) }
    }
    return place
  }

  func einsum(_ places: [BatchPlace?]) throws(BatchFault) -> BatchPlace? {
    let equation = step.text("equation").flatMap { try? EinsumEquation($0) }
    guard let axes = equation?.axes(ranks: places.indices.map { shape($0).count }) else {
      throw .unknown(step: index)
    }
    var found: BatchPlace?
    for (input, place) in places.enumerated() {
      guard let place else { continue }
      guard place.axis < axes.factors[input].count else { throw refuse(input) }
      let letter = axes.factors[input][place.axis]
      // If a value has the letter twice, its diagonal would compare examples with each other.
      guard axes.factors[input].count(where: { $0 == letter }) == 1,
        let axis = axes.result.firstIndex(of: letter)
      else { throw refuse(input) }
      let moved = BatchPlace(axis: axis, outer: place.outer)
      if let found, found != moved { throw .apart(step: index) }
      found = moved
    }
    // The letter of the batch in a factor without a batch would mix examples, unless it was made to fit.
    return found
  }

  /// A recurrent layer: sequences first, or the batch first.
  func recurrent(_ places: [BatchPlace?]) throws(BatchFault) -> [BatchPlace?] {
    let batchFirst = step.integer("layout") == 1
    let given = places[0] ?? places.dropFirst(5).lazy.compactMap { $0 }.first
    guard let outer = given?.outer, places[0].map({ $0.axis == (batchFirst ? 0 : 1) }) ?? true else {
      throw refuse()
    }
    for (input, place) in places.enumerated().dropFirst() where place != nil {
      guard place?.axis == (batchFirst ? 0 : input == 4 ? 0 : 1), place?.outer == outer else {
        throw refuse(input)
      }
    }
    let states = BatchPlace(axis: batchFirst ? 0 : 1, outer: outer)
    return [BatchPlace(axis: batchFirst ? 0 : 2, outer: outer), states, states]
  }

  /// A loop: what is carried, then what each round gave, put on a new axis.
  func loop(_ places: [BatchPlace?]) throws(BatchFault) -> [BatchPlace?] {
    guard let rounds = step.rounds else { throw .unknown(step: index) }
    var found = Array(places.prefix(min(rounds.carried, step.outputs.count)))
    for output in step.outputs.indices.dropFirst(rounds.carried) {
      let parts = places[rounds.inputs(of: output)]
      guard let first = parts.first, parts.allSatisfy({ $0 == first }) else { throw .apart(step: index) }
      let axis = rounds.axis(of: output, rank: result(output).count)
      found.append(first.map { BatchPlace(axis: $0.axis < axis ? $0.axis : $0.axis + 1, outer: $0.outer) })
    }
    return found
  }

  /// The fused operators that ONNX Runtime's optimiser writes, or `nil` for those that act like the standard ones.
  func fused(_ places: [BatchPlace?]) throws(BatchFault) -> [BatchPlace?]? {
    switch step.op {
    case "FusedMatMul", "TransposeMatMul", "FusedMatMulActivation":
      return [
        try product(
          places[0], places[1], transposeA: step.flag("transA"), transposeB: step.flag("transB"))
      ]
    case "FusedGemm": return [try gemm(places)]
    case "DynamicQuantizeMatMul", "MatMulIntegerToFloat": return [try product(places[0], places[1])]
    case "MatMulNBits", "MatMulBnb4":
      guard let place = places[0], place.axis < shape(0).count - 1 else { throw refuse() }
      return [place]
    case "QGemm": return [try product(places[0], places[3], second: 3)]
    case "SkipLayerNormalization", "SkipSimplifiedLayerNormalization":
      let place = try spread([places[0], places[1]], of: [0, 1])
      guard let place, place.axis < shape(0).count - 1 else { throw refuse() }
      return [place, nil, nil, place]
    case "Attention", "MultiHeadAttention", "GroupQueryAttention", "PackedMultiHeadAttention", "QAttention":
      guard places.allSatisfy({ $0 == nil || $0?.outer == 1 }), places[0]?.axis == 0 else { throw refuse() }
      let present = step.op == "Attention" || step.op == "QAttention" ? 1 : 0
      return [places[0], BatchPlace(axis: present, outer: 1), BatchPlace(axis: present, outer: 1)]
    case "EmbedLayerNormalization":
      guard places[0]?.axis == 0 else { throw refuse() }
      return [places[0], nil, places[0]]
    case "FusedConv", "NhwcConv", "NhwcFusedConv", "NhwcMaxPool", "BiasAdd", "GridSample", "GroupNorm",
      "SkipGroupNorm", "QLinearAveragePool",
      "QLinearGlobalAveragePool", "RotaryEmbedding", "BiasSplitGelu", "QLinearConv",
      "ConvTransposeWithDynamicPads":
      return try first(places)
    case "QLinearAdd", "QLinearMul": return [try spread(places, of: [0, 3])]
    case "QLinearWhere": return [try spread(places, of: [0, 1, 4])]
    case "QLinearConcat":
      return [try concatenated(stride(from: 2, to: places.count, by: 3).map { places[$0] }, first: 2, by: 3)]
    case "BiasSoftmax":
      let place = try spread([places[0], places[1]], of: [0, 1])
      guard let place, place.axis < axis(step.integer("axis") ?? 1, of: shape(0).count) ?? 0 else {
        throw refuse()
      }
      return [place]
    case "LayerNormalization", "SimplifiedLayerNormalization":
      return all(try before(places[0], axis: step.integer("axis") ?? -1))
    case "Trilu": return try aside(places)
    case "Pad": return [try padded(places[0])]
    case "QLinearSoftmax":
      guard let place = places[0], place.axis < shape(0).count - 1 else { throw refuse() }
      return [place]
    case "Rfft", "Irfft", "Inverse": throw refuse()
    default: return nil
    }
  }
}
