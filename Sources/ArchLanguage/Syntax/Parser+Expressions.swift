import ArchDiagnostics

/// Expressions, by climbing precedence.
extension Parser {
  mutating func expression() throws(Stop) -> Expression {
    try enter()
    defer { leave() }
    guard at(.if) else { return try binary(from: 1) }
    let start = span
    advance()
    let condition = try expression()
    guard take(.then) else { throw expected("`then`") }
    let value = try expression()
    guard take(.else) else { throw expected("`else`") }
    let other = try expression()
    return Expression(kind: .conditional(condition, value, other), span: start.to(other.span))
  }

  /// The operation at the current token with its binding strength.
  private var operation: (operation: Operation, strength: Int)? {
    switch kind {
    case .name(Keyword.or.name): (.or, 1)
    case .name(Keyword.and.name): (.and, 2)
    case .name(Keyword.in.name): (.isIn, 3)
    case .sign(let sign):
      switch sign {
      case .equal: (.equal, 3)
      case .unequal: (.unequal, 3)
      case .less: (.less, 3)
      case .lessOrEqual: (.lessOrEqual, 3)
      case .greater: (.greater, 3)
      case .greaterOrEqual: (.greaterOrEqual, 3)
      case .plus: (.add, 4)
      case .minus: (.subtract, 4)
      case .times: (.multiply, 5)
      case .divide: (.divide, 5)
      case .percent: (.remainder, 5)
      case .power: (.power, 7)
      default: nil
      }
    default: nil
    }
  }

  private mutating func binary(from strength: Int) throws(Stop) -> Expression {
    var left = try unary()
    var length = 0
    while let (operation, own) = operation, own >= strength {
      length += 1
      try checkLength(length)
      if length > 1, operation.isOrder, case .binary(let before, let first, let second) = left.kind,
        before.isOrder
      {
        let words = [first.span, second.span].map { source.text(in: $0.range) }
        throw expected(
          "`and` between two comparisons",
          hint: "`\(words[0]) \(before.rawValue) \(words[1]) and \(words[1]) \(operation.rawValue) …`")
      }
      advance()
      // Powers associate to the right: 2 ^ 3 ^ 2 is 2 ^ 9.
      let right: Expression
      if operation == .power {
        try enter()
        defer { leave() }
        right = try binary(from: own)
      } else {
        right = try binary(from: own + 1)
      }
      left = Expression(kind: .binary(operation, left, right), span: left.span.to(right.span))
    }
    return left
  }

  /// A chain of operations is evaluated as deep as it is long.
  private mutating func checkLength(_ length: Int) throws(Stop) {
    guard length > Self.longestChain else { return }
    note(.tooManyOperations(limit: Self.longestChain))
    abandon()
    throw Stop()
  }

  private mutating func unary() throws(Stop) -> Expression {
    let start = span
    guard at(.minus) || at(.not) else { return try postfix() }
    try enter()
    defer { leave() }
    if take(.minus) {
      let value = try binary(from: 6)
      return Expression(kind: .negate(value), span: start.to(value.span))
    }
    advance()
    let value = try binary(from: 3)
    return Expression(kind: .not(value), span: start.to(value.span))
  }

  mutating func postfix() throws(Stop) -> Expression {
    var value = try primary()
    var length = 0
    while true {
      length += 1
      try checkLength(length)
      if take(.dot) {
        guard case .name(let name) = kind else { throw expected("a name after the dot") }
        let word = Word(name: name, span: span)
        advance()
        value = Expression(kind: .member(value, word), span: value.span.to(word.span))
      } else if at(.leftBracket) {
        let opening = token
        advance()
        let index = try expression()
        guard take(.rightBracket) else { throw missing("]", .leftBracket, opening) }
        value = Expression(kind: .element(value, index: index), span: value.span.to(previousSpan))
      } else {
        return value
      }
    }
  }

  mutating func primary() throws(Stop) -> Expression {
    let start = span
    switch kind {
    case .integer(let value):
      advance()
      return Expression(kind: .integer(value), span: start)
    case .decimal(let value):
      advance()
      return Expression(kind: .decimal(value), span: start)
    case .string:
      return Expression(kind: .string(try string("a string").text), span: start)
    case .sign(.leftParenthesis):
      let opening = token
      advance()
      var value = try expression()
      guard take(.rightParenthesis) else { throw missing(")", .leftParenthesis, opening) }
      value.span = start.to(previousSpan)
      return value
    case .sign(.leftBracket):
      return try list()
    case .name(let name):
      switch Keyword(name) {
      case .true?:
        advance()
        return Expression(kind: .boolean(true), span: start)
      case .false?:
        advance()
        return Expression(kind: .boolean(false), span: start)
      case .in?, .it?: break
      case let keyword? where keyword.isReserved: throw expected("a value")
      default: break
      }
      if peek() == .sign(.leftParenthesis) {
        let call = try call("a function")
        return Expression(kind: .call(call), span: call.span)
      }
      advance()
      return Expression(kind: .name(name), span: start)
    default: throw expected("a value")
    }
  }

  private mutating func list() throws(Stop) -> Expression {
    let start = span
    let opening = token
    advance()
    var values: [Expression] = []
    while !at(.rightBracket) {
      values.append(try expression())
      if !take(.comma) { break }
    }
    guard take(.rightBracket) else { throw missing("]", .leftBracket, opening) }
    return Expression(kind: .list(values), span: start.to(previousSpan))
  }
}
