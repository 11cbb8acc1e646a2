// Functions of the entries at the same place in several tensors, whose extents of 1 fit everything.
extension Rules {
  static let combining: [String: Rule] = {
    var table: [String: Rule] = [:]
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

  /// The numbers of two tensors, broadcast to one shape and paired.
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
    let real: Real = { one, other in
      let rest = one.truncatingRemainder(dividingBy: other)
      return isC || rest == 0 || (rest < 0) == (other < 0) ? rest : rest + other
    }
    try binary(whole, real)(&use)
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
