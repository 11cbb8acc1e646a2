import ArchGraph

/// Values of the kinds that the language expects in places.
extension Expander {
  /// A condition, or `nil` if it is poisoned.
  func truth(_ expression: Expression) throws(Stop) -> Bool? {
    switch try evaluate(expression) {
    case .boolean(let value): return value
    case .poison: return nil
    case let other:
      throw fail(
        .wrongType(
          expected: "`true` or `false`", found: other.kind(program.names),
          help: helpForTruth(other, expression)), at: expression.span)
    }
  }

  /// A whole number, or `nil` if it is poisoned; a decimal without a fraction counts as one.
  func integer(_ expression: Expression) throws(Stop) -> Int? {
    switch try evaluate(expression) {
    case .integer(let value): return value
    case .decimal(let value) where Int(exactly: value) != nil: return Int(exactly: value)
    case .poison: return nil
    case let other:
      throw fail(
        .wrongType(expected: "a whole number", found: other.kind(program.names)), at: expression.span)
    }
  }

  func decimal(_ expression: Expression) throws(Stop) -> Double? {
    switch try evaluate(expression) {
    case .integer(let value): return Double(value)
    case .decimal(let value): return value
    case .poison: return nil
    case let other:
      throw fail(.wrongType(expected: "a number", found: other.kind(program.names)), at: expression.span)
    }
  }

  private func helpForList(_ value: Value) -> String? {
    switch value {
    case .integer(let number): "`repeat \(number) as i { … }` counts"
    case .tensor: "`parts: split(…)` makes a list of a value"
    case .callable:
      "a label names what a layer gives: `parts: \(value.text(program.names))`, and then `for part in parts { … }`"
    default: nil
    }
  }

  private func isLiteral(_ expression: Expression) -> Bool {
    if case .integer = expression.kind { true } else { false }
  }

  private func helpForTruth(_ value: Value, _ expression: Expression) -> String? {
    switch value {
    case .integer where !isLiteral(expression): "a comparison is one: `\(source(of: expression.span)) > 0`"
    case .tensor: "shapes are known here, and values are not: `\(source(of: expression.span)).channels == 64`"
    default: nil
    }
  }

  /// A whole number of at least 0, for a loop.
  func wholeNumber(_ expression: Expression, _ what: String) throws(Stop) -> Int {
    guard let number = try integer(expression) else { throw Stop() }
    guard number >= 0 else {
      throw fail(.wrongType(expected: what, found: "the number \(number)"), at: expression.span)
    }
    guard number <= Self.mostSteps else {
      throw abort(.tooManySteps(limit: Self.mostSteps), at: expression.span)
    }
    return number
  }

  func list(_ expression: Expression) throws(Stop) -> [Value] {
    switch try evaluate(expression) {
    case .list(let values): return values
    case .points(let list): return list.values
    case .poison: throw Stop()
    case let other:
      throw fail(
        .wrongType(expected: "a list", found: other.kind(program.names), help: helpForList(other)),
        at: expression.span)
    }
  }

  /// The shape of an input: a list of extents, or `sequence(length)` for tokens, `sequence(bags, length)` for several.
  func shape(_ expression: Expression) throws(Stop) -> Shape {
    if case .call(let call) = expression.kind, call.word.name == Keyword.sequence.name {
      var lengths: [Int] = []
      for argument in call.arguments {
        guard let length = try integer(argument.value) else {
          throw fail(.badShape("`sequence` takes its length"), at: expression.span)
        }
        guard length >= 1 else { throw fail(.badShape("the length is \(length)"), at: expression.span) }
        lengths.append(length)
      }
      guard (1...8).contains(lengths.count) else {
        throw fail(.badShape("`sequence` takes its length"), at: expression.span)
      }
      return Shape(lengths, of: .token)
    }
    guard case .list(let values) = try evaluate(expression) else {
      throw fail(.badShape("it is not a list"), at: expression.span)
    }
    var extents: [Int] = []
    for value in values {
      switch value {
      case .integer(let number) where number >= 1: extents.append(number)
      case .decimal(let number) where (Int(exactly: number) ?? 0) >= 1: extents.append(Int(number))
      case .poison: throw Stop()
      default: throw fail(.badShape("it contains \(value.kind(program.names))"), at: expression.span)
      }
    }
    guard (1...Limits.rank).contains(extents.count) else {
      throw fail(.badShape("it has \(extents.count) dimensions"), at: expression.span)
    }
    return Shape(extents)
  }
}
