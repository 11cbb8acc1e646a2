import ArchDocuments
import ArchGraph

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Arithmetic and functions.
extension Expander {
  /// Two numbers of the same kind: a decimal makes the other one decimal.
  private enum Numbers {
    case integers(Int, Int)
    case decimals(Double, Double)
  }

  func negate(_ operand: Expression) throws(Stop) -> Value {
    switch try evaluate(operand) {
    case .integer(let value):
      guard value != .min else { throw fail(.arithmetic("the result is too large"), at: operand.span) }
      return .integer(-value)
    case .decimal(let value): return .decimal(-value)
    case .poison: return .poison
    case let other:
      throw fail(.wrongType(expected: "a number", found: other.kind(program.names)), at: operand.span)
    }
  }

  func binary(
    _ operation: Operation, _ left: Expression, _ right: Expression, at span: Span
  ) throws(Stop) -> Value {
    if operation == .and || operation == .or {
      // The right side is not evaluated if the left decides, so it may rely on the left.
      guard let first = try truth(left) else { return .poison }
      if first == (operation == .or) { return .boolean(first) }
      guard let second = try truth(right) else { return .poison }
      return .boolean(second)
    }
    let a = try evaluate(left)
    let b = try evaluate(right)
    if case .poison = a { return .poison }
    if case .poison = b { return .poison }
    if operation == .equal || operation == .unequal {
      var comparison = Comparison()
      let equal = isEqual(a, b, &comparison)
      guard comparison.steps <= Comparison.most else {
        throw fail(.arithmetic("the lists are too long to compare"), at: span)
      }
      guard let equal else {
        if a.isOfNetwork, b.isOfNetwork {
          throw fail(.comparedValues(source(of: left.span), source(of: right.span), isOrder: false), at: span)
        }
        throw fail(
          .wrongType(
            expected: "two values of the same kind",
            found: "\(a.kind(program.names)) and \(b.kind(program.names))"
          ),
          at: span)
      }
      return .boolean(equal == (operation == .equal))
    }
    if operation == .isIn { return try isIn(a, b, right, at: span) }
    if a.isOfNetwork, b.isOfNetwork {
      let (left, right) = (source(of: left.span), source(of: right.span))
      guard let layer = operation.layer else {
        throw fail(.comparedValues(left, right, isOrder: true), at: span)
      }
      throw fail(
        .wrongType(
          expected: "numbers", found: "values of layers",
          help: "a layer works on values, with a label on a line before: `y: \(layer)(\(left), \(right))`"),
        at: span)
    }
    let numbers = try self.numbers(a, left, b, right)
    if let holds = compare(operation, numbers) { return holds }
    return try calculate(operation, numbers, at: span)
  }

  private func numbers(_ a: Value, _ left: Expression, _ b: Value, _ right: Expression) throws(Stop)
    -> Numbers
  {
    switch (a, b) {
    case (.integer(let a), .integer(let b)): return .integers(a, b)
    case (.integer(let a), .decimal(let b)): return .decimals(Double(a), b)
    case (.decimal(let a), .integer(let b)): return .decimals(a, Double(b))
    case (.decimal(let a), .decimal(let b)): return .decimals(a, b)
    case (.integer, let other), (.decimal, let other):
      throw fail(.wrongType(expected: "a number", found: other.kind(program.names)), at: right.span)
    case (let other, _):
      throw fail(.wrongType(expected: "a number", found: other.kind(program.names)), at: left.span)
    }
  }

  private func compare(_ operation: Operation, _ numbers: Numbers) -> Value? {
    func result<T: Comparable>(_ a: T, _ b: T) -> Bool? {
      switch operation {
      case .less: a < b
      case .lessOrEqual: a <= b
      case .greater: a > b
      case .greaterOrEqual: a >= b
      default: nil
      }
    }
    let holds =
      switch numbers {
      case .integers(let a, let b): result(a, b)
      case .decimals(let a, let b): result(a, b)
      }
    return holds.map { .boolean($0) }
  }

  private func calculate(_ operation: Operation, _ numbers: Numbers, at span: Span) throws(Stop) -> Value {
    let isDivision = operation == .divide || operation == .remainder
    switch numbers {
    case .integers(let a, let b):
      if isDivision, b == 0 { throw fail(.arithmetic("division by zero"), at: span) }
      guard let value = Self.calculate(operation, a, b) else {
        if operation == .power, b < 0 {
          return try calculate(operation, .decimals(Double(a), Double(b)), at: span)
        }
        throw fail(.arithmetic("the result is too large"), at: span)
      }
      return .integer(value)
    case .decimals(let a, let b):
      if isDivision, b == 0 { throw fail(.arithmetic("division by zero"), at: span) }
      let value: Double =
        switch operation {
        case .add: a + b
        case .subtract: a - b
        case .multiply: a * b
        case .divide: a / b
        case .remainder: a - (a / b).rounded(.down) * b
        default: pow(a, b)
        }
      if operation == .power, a == 0, b < 0 { throw fail(.arithmetic("division by zero"), at: span) }
      guard !value.isNaN else {
        throw fail(.arithmetic("a negative number cannot be raised to a power that is not whole"), at: span)
      }
      guard value.isFinite else { throw fail(.arithmetic("the result is too large"), at: span) }
      return .decimal(value)
    }
  }

  /// Integer division floors, as does its remainder: `-7 / 2` is -4 and `-7 % 2` is 1.
  private static func calculate(_ operation: Operation, _ a: Int, _ b: Int) -> Int? {
    let (value, overflow): (Int, Bool) =
      switch operation {
      case .add: a.addingReportingOverflow(b)
      case .subtract: a.subtractingReportingOverflow(b)
      case .multiply: a.multipliedReportingOverflow(by: b)
      case .divide:
        {
          let (quotient, overflow) = a.dividedReportingOverflow(by: b)
          let remainder = a.remainderReportingOverflow(dividingBy: b).partialValue
          return (quotient - (remainder != 0 && (remainder < 0) != (b < 0) ? 1 : 0), overflow)
        }()
      case .remainder:
        {
          let remainder = a.remainderReportingOverflow(dividingBy: b).partialValue
          return (remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder, false)
        }()
      default: power(a, b)
      }
    return overflow ? nil : value
  }

  private static func power(_ base: Int, _ exponent: Int) -> (Int, Bool) {
    guard exponent >= 0 else { return (0, true) }
    if base == 0 || base == 1 { return (exponent == 0 ? 1 : base, false) }
    if base == -1 { return (exponent % 2 == 0 ? 1 : -1, false) }
    guard exponent < 64 else { return (0, true) }
    var value = 1
    for _ in 0..<exponent {
      let (next, overflow) = value.multipliedReportingOverflow(by: base)
      if overflow { return (0, true) }
      value = next
    }
    return (value, false)
  }

  // MARK: Functions

  static let functions = ["min", "max", "floor", "ceil", "round", "abs", "round_to"]

  func function(_ call: Call) throws(Stop) -> Value {
    let name = text(call.word.name)
    let isOwn =
      program.modules[frame.module].visible[call.word.name] != nil || frame.find(call.word.name) != nil
    guard Self.functions.contains(name), !isOwn else { return try binding(call) }
    var numbers: [Value] = []
    for argument in call.arguments {
      if let word = argument.word {
        throw fail(.unknownArgument(text(word.name), of: name, candidates: [], meant: nil), at: word.span)
      }
      let value = try evaluate(argument.value)
      switch value {
      case .integer, .decimal: numbers.append(value)
      case .poison: return .poison
      case .list(let values) where call.arguments.count == 1 && (name == "min" || name == "max"):
        numbers = values
      default:
        throw fail(
          .wrongType(expected: "a number", found: value.kind(program.names)), at: argument.value.span)
      }
    }
    switch (name, numbers.count) {
    case ("min", 1...), ("max", 1...):
      var best = numbers[0]
      for number in numbers.dropFirst() where try isLess(number, best, at: call.span) == (name == "min") {
        best = number
      }
      return best
    case ("floor", 1): return try rounded(numbers[0], .down, at: call.span)
    case ("ceil", 1): return try rounded(numbers[0], .up, at: call.span)
    case ("round", 1): return try rounded(numbers[0], .toNearestOrAwayFromZero, at: call.span)
    case ("abs", 1):
      switch numbers[0] {
      case .integer(let value) where value != .min: return .integer(abs(value))
      case .decimal(let value): return .decimal(abs(value))
      default: throw fail(.arithmetic("the result is too large"), at: call.span)
      }
    case ("round_to", 2): return try roundTo(numbers[0], multiple: numbers[1], at: call.span)
    default:
      let count =
        name == "round_to" ? "two numbers" : name == "min" || name == "max" ? "numbers" : "one number"
      throw fail(.arithmetic("`\(name)` takes \(count)"), at: call.span)
    }
  }

  private func isLess(_ a: Value, _ b: Value, at span: Span) throws(Stop) -> Bool {
    switch (a, b) {
    case (.integer(let a), .integer(let b)): return a < b
    default: return try double(a, at: span) < double(b, at: span)
    }
  }

  private func double(_ value: Value, at span: Span) throws(Stop) -> Double {
    switch value {
    case .integer(let value): return Double(value)
    case .decimal(let value): return value
    default: throw fail(.wrongType(expected: "a number", found: value.kind(program.names)), at: span)
    }
  }

  private func rounded(
    _ value: Value, _ rule: FloatingPointRoundingRule, at span: Span
  ) throws(Stop) -> Value {
    guard case .decimal(let decimal) = value else { return value }
    guard let whole = Int(exactly: decimal.rounded(rule)) else {
      throw fail(.arithmetic("the result is too large"), at: span)
    }
    return .integer(whole)
  }

  /// The multiple nearest to a number, at least one multiple and never more than a tenth below the number:
  /// the rule by which MobileNet and its successors make channels divisible by 8.
  private func roundTo(_ value: Value, multiple: Value, at span: Span) throws(Stop) -> Value {
    let whole: Int? =
      switch multiple {
      case .integer(let value): value
      case .decimal(let value): Int(exactly: value)
      default: nil
      }
    guard let multiple = whole, (1...Limits.extent).contains(multiple) else {
      throw fail(.arithmetic("the multiple of `round_to` must be a positive whole number"), at: span)
    }
    let number = try double(value, at: span)
    guard abs(number) <= Double(Limits.extent) else {
      throw fail(.arithmetic("the result is too large"), at: span)
    }
    var nearest = max(multiple, Int((number + Double(multiple) / 2).rounded(.down)) / multiple * multiple)
    if Double(nearest) < 0.9 * number { nearest += multiple }
    return .integer(nearest)
  }
}
