// Functions of single entries, and of entries at the same place in several tensors.
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
    table["IsInf"] = truth { $0.isInfinite }
    table["IsNaN"] = truth { $0.isNaN }
    table["Cast"] = cast
    table["CastLike"] = castLike
    table["BitCast"] = bitCast
    table["Add"] = binary(checked { $0.addingReportingOverflow($1) }) { $0 + $1 }
    table["Sub"] = binary(checked { $0.subtractingReportingOverflow($1) }) { $0 - $1 }
    table["Mul"] = binary(checked { $0.multipliedReportingOverflow(by: $1) }) { $0 * $1 }
    table["Div"] = binary(checked { $1 == 0 ? ($0, true) : $0.dividedReportingOverflow(by: $1) }) { $0 / $1 }
    table["Pow"] = power
    table["Mod"] = modulus
    table["BitShift"] = shift
    table["BitwiseAnd"] = binary({ $0 & $1 }, nil)
    table["BitwiseOr"] = binary({ $0 | $1 }, nil)
    table["BitwiseXor"] = binary({ $0 ^ $1 }, nil)
    table["And"] = comparison({ $0 != 0 && $1 != 0 }, nil)
    table["Or"] = comparison({ $0 != 0 || $1 != 0 }, nil)
    table["Xor"] = comparison({ ($0 != 0) != ($1 != 0) }, nil)
    table["Equal"] = comparison({ $0 == $1 }) { $0 == $1 }
    table["Less"] = comparison({ $0 < $1 }) { $0 < $1 }
    table["LessOrEqual"] = comparison({ $0 <= $1 }) { $0 <= $1 }
    table["Greater"] = comparison({ $0 > $1 }) { $0 > $1 }
    table["GreaterOrEqual"] = comparison({ $0 >= $1 }) { $0 >= $1 }
    table["Max"] = variadic({ max($0, $1) }) { max($0, $1) }
    table["Min"] = variadic({ min($0, $1) }) { min($0, $1) }
    table["Sum"] = variadic(checked { $0.addingReportingOverflow($1) }) { $0 + $1 }
    table["Mean"] = variadic({ _, _ in nil }, nil)
    table["Where"] = choice
    table["PRelu"] = slope
    return table
  }()

  typealias Whole = @Sendable (Int, Int) -> Int?
  typealias Real = @Sendable (Double, Double) -> Double

  static func checked(_ function: @escaping @Sendable (Int, Int) -> (Int, Bool)) -> Whole {
    {
      let (result, overflow) = function($0, $1)
      return overflow ? nil : result
    }
  }

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

  private static func truth(_ function: @escaping @Sendable (Double) -> Bool) -> Rule {
    { (use: inout Use) throws(Misuse) in
      let input = try use.input(0)
      guard case .floats(let values) = input.known else { return use.give(.bool, input.shape) }
      use.give(.bool, input.shape, .integers(values.map { function($0) ? 1 : 0 }))
    }
  }

  /// What works along an axis and keeps the shape.
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

  /// A bound of a clip: nil where there is one that is not known.
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

  /// The numbers of two tensors, spread to one shape and taken together.
  private static func pairs(_ one: Operand, _ other: Operand, _ shape: [Int])
    -> (FlatModel.Known, FlatModel.Known)?
  {
    guard let first = one.known, let second = other.known,
      let left = Numbers.spread(first, one.shape, to: shape),
      let right = Numbers.spread(second, other.shape, to: shape)
    else { return nil }
    return (left, right)
  }

  static func combined(
    _ one: Operand, _ other: Operand, _ shape: [Int], _ type: ONNX.ElementType, _ whole: Whole, _ real: Real?
  ) -> FlatModel.Known? {
    switch pairs(one, other, shape) {
    case (.integers(let left), .integers(let right))?:
      return Numbers.integers(zip(left, right).map { whole($0, $1) }, type)
    case (.floats(let left), .floats(let right))?:
      return real.flatMap { real in Numbers.floats(zip(left, right).map { real($0, $1) }, type) }
    default: return nil
    }
  }

  static func binary(_ whole: @escaping Whole, _ real: Real?) -> Rule {
    { (use: inout Use) throws(Misuse) in
      let (one, other) = (try use.input(0), try use.input(1))
      let shape = try Use.broadcast([one.shape, other.shape])
      use.give(one.type, shape, combined(one, other, shape, one.type, whole, real))
    }
  }

  private static func comparison(
    _ whole: @escaping @Sendable (Int, Int) -> Bool, _ real: (@Sendable (Double, Double) -> Bool)?
  ) -> Rule {
    { (use: inout Use) throws(Misuse) in
      let (one, other) = (try use.input(0), try use.input(1))
      let shape = try Use.broadcast([one.shape, other.shape])
      var known: FlatModel.Known?
      switch pairs(one, other, shape) {
      case (.integers(let left), .integers(let right))?:
        known = .integers(zip(left, right).map { whole($0, $1) ? 1 : 0 })
      case (.floats(let left), .floats(let right))?:
        if let real { known = .integers(zip(left, right).map { real($0, $1) ? 1 : 0 }) }
      default: break
      }
      use.give(.bool, shape, known)
    }
  }

  private static func variadic(_ whole: @escaping Whole, _ real: Real?) -> Rule {
    { (use: inout Use) throws(Misuse) in
      var result = try use.input(0)
      for index in use.inputs.indices.dropFirst() {
        let next = try use.input(index)
        let shape = try Use.broadcast([result.shape, next.shape])
        result = Operand(result.type, shape, combined(result, next, shape, result.type, whole, real))
      }
      if use.op == "Mean", use.inputs.count > 1 { result.known = nil }
      use.give(result.type, result.shape, result.known)
    }
  }

  private static let power: Rule = { (use: inout Use) throws(Misuse) in
    let (base, exponent) = (try use.input(0), try use.input(1))
    let shape = try Use.broadcast([base.shape, exponent.shape])
    var known: FlatModel.Known?
    switch pairs(base, exponent, shape) {
    case (.integers(let left), .integers(let right))?:
      known = Numbers.integers(zip(left, right).map { Numbers.power($0, $1) }, base.type)
    case (let left, let right)?:
      let powers = zip(left.doubles, right.doubles).map { Numbers.power($0, $1) }
      known =
        base.type.integers != nil
        ? Numbers.integers(powers.map(Numbers.integer), base.type) : Numbers.floats(powers, base.type)
    case nil: break
    }
    use.give(base.type, shape, known)
  }

  /// The remainder has the sign of the divisor, or that of the dividend with `fmod`.
  private static let modulus: Rule = { (use: inout Use) throws(Misuse) in
    let isC = try use.flag("fmod")
    let whole: Whole = { one, other in
      if other == 0 { return nil }
      if other == -1 { return 0 }
      let rest = one % other
      return isC || rest == 0 || (rest < 0) == (other < 0) ? rest : rest + other
    }
    try binary(whole) { $0.truncatingRemainder(dividingBy: $1) }(&use)
  }

  private static let shift: Rule = { (use: inout Use) throws(Misuse) in
    let direction = try use.string("direction", default: "")
    guard ["LEFT", "RIGHT"].contains(direction) else { throw .choice("direction", direction) }
    let whole: Whole = { one, other in
      guard (0..<63).contains(other), one >= 0 else { return nil }
      if direction == "RIGHT" { return one >> other }
      return one.leadingZeroBitCount > other + 1 ? one << other : nil
    }
    try binary(whole, nil)(&use)
  }

  private static let choice: Rule = { (use: inout Use) throws(Misuse) in
    let (condition, one, other) = (try use.input(0), try use.input(1), try use.input(2))
    let shape = try Use.broadcast([condition.shape, one.shape, other.shape])
    var known: FlatModel.Known?
    if case .integers(let truths) = condition.known.flatMap({ Numbers.spread($0, condition.shape, to: shape) }
    ) {
      switch pairs(one, other, shape) {
      case (.integers(let left), .integers(let right))?:
        known = .integers(truths.indices.map { truths[$0] != 0 ? left[$0] : right[$0] })
      case (.floats(let left), .floats(let right))?:
        known = .floats(truths.indices.map { truths[$0] != 0 ? left[$0] : right[$0] })
      default: break
      }
    }
    use.give(one.type, shape, known)
  }

  private static let slope: Rule = { (use: inout Use) throws(Misuse) in
    let (input, slope) = (try use.input(0), try use.input(1))
    guard try Use.broadcast([input.shape, slope.shape]) == input.shape else {
      throw .shapes([input.shape, slope.shape])
    }
    use.give(input.type, input.shape)
  }
}
