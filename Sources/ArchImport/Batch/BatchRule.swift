import ArchONNX

/// What one step does with the batch.
struct BatchRule {
  let model: FlatModel
  let index: Int
  let batch: Int

  var step: FlatModel.Step { model.steps[index] }

  /// The extents of an input.
  func shape(_ input: Int) -> [Int] { step.input(input).map { model.values[$0].shape } ?? [] }

  /// The extents of an output.
  func result(_ output: Int = 0) -> [Int] { step.output(output).map { model.values[$0].shape } ?? [] }

  /// An error if the operator works over the batch of an input.
  func refuse(_ input: Int = 0) -> BatchFault { .over(step: index, input: input) }

  /// The same place in every output that has the axes of the first input.
  func all(_ place: BatchPlace?) -> [BatchPlace?] { Array(repeating: place, count: step.outputs.count) }

  /// The places of the outputs.
  ///
  /// - Parameter places: the places of the inputs; at least one of them has a batch.
  func outputs(_ places: [BatchPlace?]) throws(BatchFault) -> [BatchPlace?] {
    if step.domain == "com.microsoft" {
      if let found = try fused(places) { return found }
    } else if step.domain == ONNX.ownDomain {
      return try first(places)
    } else if !step.domain.isEmpty {
      throw .unknown(step: index)
    }
    switch step.op {
    case "Shape", "Size", "ConstantOfShape", "Range", "EyeLike": return []
    case "If": return Array(places.dropFirst())
    case "Loop", "Scan": return try loop(places)
    case "Reshape", "Flatten": return [try reshaped(places[0])]
    case "Squeeze", "Unsqueeze": return [try inserted(places[0])]
    case "Transpose": return [try transposed(places[0])]
    case "MatMul", "MatMulInteger": return [try product(places[0], places[1])]
    case "QLinearMatMul": return [try product(places[0], places[3], second: 3)]
    case "Gemm": return [try gemm(places)]
    case "Softmax", "LogSoftmax", "Hardmax": return [try softmax(places[0])]
    case "LayerNormalization", "RMSNormalization", "SimplifiedLayerNormalization":
      return all(try before(places[0], axis: step.integer("axis") ?? -1))
    case "MeanVarianceNormalization", "LpNormalization", "TopK", "CumSum", "CumProd":
      return try along(places)
    case "Compress": return [try compressed(places)]
    case "ReverseSequence": return [try reversed(places)]
    case "DFT": return [try fourier(places)]
    case "RoiAlign": return [try boxes(places)]
    case "Concat": return [try concatenated(places)]
    case "Split": return try split(places[0])
    case "Slice": return [try sliced(places[0])]
    case "Pad", "CenterCropPad": return [try padded(places[0])]
    case "Gather": return [try gathered(places)]
    case "GatherElements": return [try elements(places)]
    case "GatherND": return [try gatheredPlaces(places)]
    case "ScatterElements", "Scatter", "ScatterND", "TensorScatter":
      return [try scattered(places)]
    case "Expand": return [try spread(places, of: [0])]
    case "Tile": return [try tiled(places[0])]
    case "LSTM", "GRU", "RNN": return try recurrent(places)
    case "Einsum": return [try einsum(places)]
    case "OneHot": return [try oneHot(places[0])]
    case "Attention", "Conv", "ConvTranspose", "ConvInteger", "QLinearConv", "DeformConv", "MaxPool",
      "AveragePool", "LpPool", "GlobalAveragePool", "GlobalMaxPool", "GlobalLpPool", "MaxUnpool",
      "BatchNormalization", "InstanceNormalization", "GroupNormalization", "LRN", "Resize", "Upsample",
      "DepthToSpace", "SpaceToDepth", "GridSample", "Col2Im", "AffineGrid", "RotaryEmbedding", "STFT":
      return try first(places)
    case _ where step.op.hasPrefix("Reduce"): return [try reduced(places[0], axes: reducedAxes)]
    case "ArgMax", "ArgMin": return [try reduced(places[0], axes: [step.integer("axis") ?? 0])]
    case "Dropout", "Cast", "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "Clip", "Trilu",
      "Bernoulli",
      "RandomNormalLike", "RandomUniformLike":
      return try aside(places)
    case "NonMaxSuppression", "Unique", "NonZero", "MaxRoiPool", "Det": throw refuse()
    default: return [try spread(places, of: Array(step.inputs.indices))]
    }
  }

  // MARK: Where the batch must be

  /// Operators on maps and the like: the batch is the first axis of all inputs that have it.
  func first(_ places: [BatchPlace?]) throws(BatchFault) -> [BatchPlace?] {
    for (input, place) in places.enumerated() where place != nil {
      guard place?.axis == 0 else { throw refuse(input) }
      guard place?.outer == places[0]?.outer || step.domain == ONNX.ownDomain else {
        throw places[0] == nil ? refuse(input) : .apart(step: index)
      }
    }
    return all(places.lazy.compactMap { $0 }.first)
  }

  /// Operators that change each element separately, with details as further inputs.
  func aside(_ places: [BatchPlace?]) throws(BatchFault) -> [BatchPlace?] {
    for (input, place) in places.enumerated().dropFirst() where place != nil { throw refuse(input) }
    var found: [BatchPlace?] = all(nil)
    for output in found.indices where result(output).count == shape(0).count { found[output] = places[0] }
    return found
  }

  /// Operators that work over one axis and all after it.
  func before(_ place: BatchPlace?, axis given: Int) throws(BatchFault) -> BatchPlace? {
    guard let place, let axis = axis(given, of: shape(0).count), place.axis < axis else { throw refuse() }
    return place
  }

  private func softmax(_ place: BatchPlace?) throws(BatchFault) -> BatchPlace? {
    if step.version < 13 { return try before(place, axis: step.integer("axis") ?? 1) }
    guard let place, let axis = axis(step.integer("axis") ?? -1, of: shape(0).count), axis != place.axis
    else {
      throw refuse()
    }
    return place
  }

  /// Operators that work along an axis and keep it.
  private func along(_ places: [BatchPlace?]) throws(BatchFault) -> [BatchPlace?] {
    guard let place = places[0] else { throw refuse(1) }
    let given: [Int]
    switch step.op {
    case "CumSum", "CumProd": given = model.integers(step.input(1)) ?? []
    case "MeanVarianceNormalization": given = step.integers("axes") ?? [0, 2, 3]
    case "TopK", "LpNormalization": given = [step.integer("axis") ?? -1]
    default: throw refuse()
    }
    for given in given {
      guard let axis = axis(given, of: shape(0).count), axis != place.axis else { throw refuse() }
    }
    return all(place)
  }

  private var reducedAxes: [Int]? {
    if let axes = model.axes(step) { return axes.isEmpty && step.flag("noop_with_empty_axes") ? [] : axes }
    return step.flag("noop_with_empty_axes") ? [] : nil
  }

  private func reduced(_ place: BatchPlace?, axes: [Int]?) throws(BatchFault) -> BatchPlace? {
    let rank = shape(0).count
    guard let place, let axes else { throw refuse() }
    var counted: [Int] = []
    for given in axes {
      guard let axis = axis(given, of: rank), axis != place.axis else { throw refuse() }
      counted.append(axis)
    }
    // Before version 18 an empty list of axes means all.
    guard !axes.isEmpty || step.flag("noop_with_empty_axes") else { throw refuse() }
    if step.flag("keepdims", default: true) { return place }
    return BatchPlace(axis: place.axis - counted.count { $0 < place.axis }, outer: place.outer)
  }

  // MARK: Elements

  /// Broadcasting: shapes are aligned at their last axes.
  ///
  /// - Parameter inputs: which of the inputs take part.
  func spread(_ places: [BatchPlace?], of inputs: [Int]) throws(BatchFault) -> BatchPlace? {
    let rank = result().count
    var found: BatchPlace?
    for input in inputs {
      guard let place = places[input] else { continue }
      let moved = BatchPlace(axis: place.axis + rank - shape(input).count, outer: place.outer)
      if let found, found != moved { throw .apart(step: index) }
      found = moved
    }
    guard let found, (0..<rank).contains(found.axis) else { throw .apart(step: index) }
    // A value without a batch has one element there, or one for each example if it was made to fit.
    let extent = result()[found.axis]
    for input in inputs {
      let axis = found.axis - rank + shape(input).count
      guard axis >= 0 else { continue }
      if places[input] == nil {
        guard shape(input)[axis] == 1 || shape(input)[axis] == extent else { throw .apart(step: index) }
      } else if shape(input)[axis] != extent {
        throw refuse(input)
      }
    }
    return found
  }
}
