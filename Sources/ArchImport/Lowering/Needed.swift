import ArchONNX

/// Which steps and values of a model the outputs depend on, as layers.
///
/// Shapes computed from shapes, and weights prepared from weights, need no layers: the layers that use them have them.
struct Needed {
  private(set) var steps: [Bool]
  private(set) var values: [Bool]
  /// Whether a value is taken only as places in a table.
  private(set) var areTokens: [Bool] = []

  /// Whether a value is computed from weights: more than one real number of an initialiser.
  private var areOfWeights: [Bool]

  init(_ model: FlatModel) {
    areOfWeights = Self.areOfWeights(model)
    steps = Array(repeating: false, count: model.steps.count)
    values = Array(repeating: false, count: model.values.count)
    var others = values
    var places = values
    for output in model.outputs { values[output.value] = true }
    for index in model.steps.indices.reversed() {
      let step = model.steps[index]
      guard step.outputs.contains(where: { $0.map { values[$0] } ?? false }) else { continue }
      steps[index] = true
      for (input, value) in step.inputs.enumerated() {
        guard let value, isLayer(step, input: input, model) else { continue }
        values[value] = true
        if step.op == "Gather"
          ? input == 1 && model.isTable(step)
          : step.domain == ONNX.ownDomain && model.values[value].type == .int64
        {
          places[value] = true
        } else if isPassedOn(step, model), let output = step.output(0), places[output],
          !others[output]
        {
          places[value] = true
        } else {
          others[value] = true
        }
      }
    }
    for output in model.outputs { others[output.value] = true }
    areTokens = zip(places, others).map { $0 && !$1 }
  }

  /// How many steps compute weights from weights for some layer.
  func preparing(in model: FlatModel) -> Int {
    model.steps.indices.count { index in
      // Numbers stored with fewer bits are the same numbers.
      guard !steps[index], !["DequantizeLinear", "QuantizeLinear"].contains(model.steps[index].op),
        case let output?? = model.steps[index].outputs.first
      else { return false }
      let value = model.values[output]
      return value.isConstant && areOfWeights[output] && model.source(of: output) == nil
    }
  }

  /// Whether the output of a step is its input, with the same axes.
  private func isPassedOn(_ step: FlatModel.Step, _ model: FlatModel) -> Bool {
    guard ["Cast", "Identity", "Reshape", "Expand"].contains(step.op), let input = step.input(0),
      let output = step.output(0)
    else { return false }
    return model.values[input].shape == model.values[output].shape
  }

  private static func areOfWeights(_ model: FlatModel) -> [Bool] {
    var found = model.values.map { value in
      if case .initializer(let tensor) = value.origin {
        tensor.type.canBeWeights && tensor.elementCount ?? 0 > 1 && !LayerNames.isComputed(tensor.name)
      } else {
        false
      }
    }
    for step in model.steps where step.inputs.contains(where: { $0.map { found[$0] } ?? false }) {
      // Values that no layer of ours computes are taken as they are: they are not work of the network.
      let isKnown = step.domain == ONNX.ownDomain || Lowering.rules[step.key] != nil
      if ["Shape", "Size"].contains(step.op) || !isKnown { continue }
      for case let output? in step.outputs { found[output] = true }
    }
    return found
  }

  /// Whether an input is a value for the layer of a step, rather than its weights or arguments.
  private func isLayer(_ step: FlatModel.Step, input: Int, _ model: FlatModel) -> Bool {
    guard let value = step.input(input) else { return false }
    guard model.values[value].isConstant else { return !Self.arguments(step.op).contains(input) }
    if Self.arguments(step.op).contains(input) || Self.weights(step.op).contains(input) { return false }
    switch step.op {
    case "MatMul", "FusedMatMul", "Gemm", "MatMulInteger", "QLinearMatMul", "DynamicQuantizeMatMul",
      "MatMulIntegerToFloat":
      // A matrix to multiply by, and a vector added to each row.
      return !(input > 0 && model.values[value].shape.count <= 2)
    case "Gather" where input == 0 ? model.isTable(step) : model.integers(value) != nil: return false
    default: break
    }
    // One number, unchanged numbers, and numbers that involve no weight.
    if let numbers = model.numbers(value), numbers.count == 1 { return false }
    if case .initializer = model.values[model.root(of: value)].origin { return false }
    return areOfWeights[value]
  }

  /// Inputs that are arguments, and not values of layers.
  private static func arguments(_ op: String) -> Set<Int> {
    switch op {
    case "Reshape", "Expand", "Tile", "Squeeze", "Unsqueeze", "TopK", "CumSum", "Split", "OneHot", "Upsample",
      "Trilu", "CumProd", "CenterCropPad", "AffineGrid", "Compress", "ReverseSequence":
      op == "OneHot" ? [1, 2] : [1]
    case "DFT": [1, 2]
    case "STFT": [1, 3]
    case "RoiAlign": [2]
    case "GroupQueryAttention": [5, 6]
    case "Slice": [1, 2, 3, 4]
    case "Pad", "Clip", "Resize": op == "Clip" ? [1, 2] : [1, 2, 3]
    case "Dropout": [1, 2]
    case "QuantizeLinear", "DequantizeLinear": [1, 2]
    case _ where op.hasPrefix("Reduce"): [1]
    default: []
    }
  }

  /// Inputs that are weights.
  private static func weights(_ op: String) -> Set<Int> {
    switch op {
    case "Conv", "ConvTranspose", "FusedConv", "LayerNormalization", "RMSNormalization",
      "SimplifiedLayerNormalization",
      "InstanceNormalization", "GroupNormalization", "PRelu", "ConvInteger":
      [1, 2, 3]
    case "DeformConv": [1, 3]
    case "BatchNormalization": [1, 2, 3, 4]
    case "LSTM", "GRU", "RNN": [1, 2, 3, 4, 7]
    case "SkipLayerNormalization", "SkipSimplifiedLayerNormalization": [2, 3, 4]
    case "QLinearConv": [1, 2, 3, 4, 5, 6, 7, 8]
    case "MatMulNBits": [1, 2, 3, 4, 5]
    case "QLinearAdd", "QLinearMul": [1, 2, 4, 5, 6, 7]
    case "QLinearLeakyRelu", "QLinearSigmoid", "QLinearSoftmax", "QLinearAveragePool",
      "QLinearGlobalAveragePool":
      [1, 2, 3, 4]
    case "DynamicQuantizeMatMul", "MatMulIntegerToFloat": [2, 3, 4, 5, 6]
    default: []
    }
  }
}

extension FlatModel {
  /// Whether a lookup is an embedding: rows of a table of the file.
  func isTable(_ step: Step) -> Bool {
    guard let data = step.input(0), let indices = step.input(1) else { return false }
    return values[data].isConstant && values[data].shape.count == 2 && (step.integer("axis") ?? 0) == 0
      && values[data].type.canBeWeights && !values[indices].isConstant
  }
}
