// Functions of single entries.
extension Rules {
  static let elementwise: [String: Rule] = {
    var table: [String: Rule] = [:]
    for (name, function) in Numbers.functions { table[name] = unary(function) }
    for name in [
      "Celu", "Elu", "Gelu", "HardSigmoid", "HardSwish", "LeakyRelu", "Mish", "Selu", "Shrink", "Softsign",
      "Swish",
      "ThresholdedRelu", "MeanVarianceNormalization",
    ] {
      table[name] = same
    }
    for name in ["Hardmax", "LogSoftmax", "Softmax"] { table[name] = overAxis(default: -1) }
    table["LpNormalization"] = overAxis(default: -1)
    table["Clip"] = clip
    table["Not"] = bits { $0 == 0 ? 1 : 0 }
    table["BitwiseNot"] = bits { ~$0 }
    table["IsInf"] = isInfinite
    table["IsNaN"] = isNaN
    table["Cast"] = cast
    table["CastLike"] = castLike
    table["BitCast"] = bitCast
    for name in ["NegativeLogLikelihoodLoss", "SoftmaxCrossEntropyLoss"] { table[name] = loss }
    return table
  }()

  private static func unary(_ function: @escaping @Sendable (Double) -> Double) -> Rule {
    { (use: inout Use) throws(Misuse) in
      let input = try use.input(0)
      switch input.known {
      case .floats(let values):
        use.give(input.type, input.shape, Numbers.floats(values.map(function), input.type))
      case .integers(let values):
        let results: [Int?] = values.map {
          switch use.op {
          case "Neg": $0 == Int.min ? nil : -$0
          case "Abs": $0 == Int.min ? nil : abs($0)
          case "Sign": $0.signum()
          case "Relu": max($0, 0)
          default: nil
          }
        }
        use.give(input.type, input.shape, Numbers.integers(results, input.type))
      case nil: use.give(input.type, input.shape)
      }
    }
  }

  private static func bits(_ function: @escaping @Sendable (Int) -> Int) -> Rule {
    { (use: inout Use) throws(Misuse) in
      let input = try use.input(0)
      guard case .integers(let values) = input.known else { return use.give(input.type, input.shape) }
      use.give(input.type, input.shape, Numbers.integers(values.map(function), input.type))
    }
  }

  private static func truth(_ use: inout Use, _ function: (Double) -> Bool) throws(Misuse) {
    let input = try use.input(0)
    guard case .floats(let values) = input.known else { return use.give(.bool, input.shape) }
    use.give(.bool, input.shape, .integers(values.map { function($0) ? 1 : 0 }))
  }

  private static let isNaN: Rule = { (use: inout Use) throws(Misuse) in
    try truth(&use) { $0.isNaN }
  }

  private static let isInfinite: Rule = { (use: inout Use) throws(Misuse) in
    let isNegative = try use.flag("detect_negative", default: true)
    let isPositive = try use.flag("detect_positive", default: true)
    try truth(&use) { $0.isInfinite && ($0 < 0 ? isNegative : isPositive) }
  }

  /// Operators that work along an axis and keep the shape.
  static func overAxis(default axis: Int) -> Rule {
    { (use: inout Use) throws(Misuse) in
      let input = try use.input(0)
      if let axis = try use.integer("axis"), input.rank > 0, !(use.version < 13 && axis == input.rank) {
        _ = try Use.axis(axis, of: input.rank)
      }
      use.give(input.type, input.shape)
    }
  }

  private static let clip: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    switch input.known {
    case .integers(let values):
      guard let low = bound(use, 1), let high = bound(use, 2) else {
        return use.give(input.type, input.shape)
      }
      use.give(
        input.type, input.shape, .integers(values.map { min(max($0, low.0 ?? $0), high.0 ?? Int.max) }))
    case .floats(let values):
      guard let low = bound(use, 1), let high = bound(use, 2) else {
        return use.give(input.type, input.shape)
      }
      let least = try use.float("min") ?? low.1 ?? -.infinity
      let most = try use.float("max") ?? high.1 ?? .infinity
      use.give(input.type, input.shape, Numbers.floats(values.map { min(max($0, least), most) }, input.type))
    case nil: use.give(input.type, input.shape)
    }
  }

  /// A bound of a clip, or `nil` if there is one but it is not known.
  private static func bound(_ use: Use, _ index: Int) -> (Int?, Double?)? {
    guard let operand = use.optional(index) else { return (nil, nil) }
    switch operand.known {
    case .integers(let values): return (values.first, nil)
    case .floats(let values): return (nil, values.first)
    case nil: return nil
    }
  }

  private static let cast: Rule = { (use: inout Use) throws(Misuse) in
    guard use.attribute("to") != nil else { throw .attribute("to") }
    let input = try use.input(0)
    let type = try use.type("to", default: .undefined)
    use.give(type, input.shape, converted(input.known, to: type))
  }

  private static let castLike: Rule = { (use: inout Use) throws(Misuse) in
    let (input, type) = (try use.input(0), try use.input(1).type)
    use.give(type, input.shape, converted(input.known, to: type))
  }

  private static let bitCast: Rule = { (use: inout Use) throws(Misuse) in
    guard use.attribute("to") != nil else { throw .attribute("to") }
    use.give(try use.type("to", default: .undefined), try use.input(0).shape)
  }

  static func converted(_ known: FlatModel.Known?, to type: ONNX.ElementType) -> FlatModel.Known? {
    switch known {
    case .integers(let values):
      if type == .bool { return .integers(values.map { $0 == 0 ? 0 : 1 }) }
      return type.integers != nil
        ? Numbers.integers(values, type) : Numbers.floats(values.map(Double.init), type)
    case .floats(let values):
      if type == .bool { return .integers(values.map { $0 == 0 ? 0 : 1 }) }
      return type.integers != nil
        ? Numbers.integers(values.map(Numbers.integer), type) : Numbers.floats(values, type)
    case nil: return nil
    }
  }

  /// Scores `[N, C, …]` and classes `[N, …]` give a single number, or one for each class given.
  private static let loss: Rule = { (use: inout Use) throws(Misuse) in
    let (scores, classes) = (try use.input(0, atLeast: 2), try use.input(1))
    guard classes.shape == [scores.shape[0]] + scores.shape[2...] else {
      throw .shapes([scores.shape, classes.shape])
    }
    let reduction = try use.string("reduction", default: "mean")
    use.give(scores.type, reduction == "none" ? classes.shape : [])
    use.give(scores.type, scores.shape)
  }
}
