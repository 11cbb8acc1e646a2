import ArchDiagnostics
import ArchGraph

/// Loops, statements between branches, claims, and required conditions.
extension Parser {
  mutating func loop(label: Word?, in context: Context) throws(Stop) -> Statement {
    let start = label?.span ?? span
    if take(.repeat) {
      let count = try expression()
      let index: Word? = take(.as) ? try word("a name for the index") : nil
      let over = try over(in: context)
      let body = try braced(in: inner(context))
      return Statement(
        kind: .loop(LoopSyntax(label: label, .count(count), index: index, over: over, body: body)),
        span: start.to(previousSpan))
    }
    advance()
    if at(.leftParenthesis) {
      throw expected("a name", hint: "square brackets take elements apart: `for [a, b] in list`")
    }
    var index: Word?
    var isTakenApart = at(.leftBracket)
    var items = try isTakenApart ? parts() : [word("a name")]
    if !isTakenApart, take(.comma) {
      index = items[0]
      isTakenApart = at(.leftBracket)
      items = try isTakenApart ? parts() : [word("a name")]
    }
    guard take(.in) else {
      let written = items.map { names[$0.name] }.joined(separator: ", ")
      let hint =
        isTakenApart
        ? "the index comes first: `for i, [\(written)] in list`"
        : index.map {
          "square brackets take elements apart: `for [\(names[$0.name]), \(written), …] in list`"
        }
      throw expected("`in`", hint: at(.comma) ? hint : nil)
    }
    let list = try expression()
    let over = try over(in: context)
    let body = try braced(in: inner(context))
    return Statement(
      kind: .loop(
        LoopSyntax(
          label: label, .each(list), index: index, items: items, isTakenApart: isTakenApart, over: over,
          body: body)),
      span: start.to(previousSpan))
  }

  /// `over levels`: the name of the values carried round.
  private mutating func over(in context: Context) throws(Stop) -> Word? {
    guard at(.over) else { return nil }
    if context == .branches {
      throw fail(
        .misplaced("`over`", where: "a loop that makes branches cannot carry values from round to round"))
    }
    advance()
    guard !at(.leftBracket) else {
      throw expected(
        "the name of a list of values",
        hint: "the list has a name that goes round: `let levels = […]`, `over levels`")
    }
    let name = try word("the name of a list of values")
    if at(.comma) {
      throw expected("`{`", hint: "several values go round as a list: `let levels = [a, b]`, `over levels`")
    }
    if at(.as) { throw expected("`{`", hint: "the order is `repeat n as i over \(names[name.name])`") }
    return name
  }

  /// Whether several labels begin here: `q, k, v:`.
  var isAtLabels: Bool {
    var offset = 0
    while case .name = peek(offset), peek(offset + 1) == .sign(.comma) { offset += 2 }
    guard offset > 0, case .name = peek(offset) else { return false }
    return peek(offset + 1) == .sign(.colon)
  }

  /// `q, k, v: chain`.
  mutating func labelledParts() throws(Stop) -> Statement {
    let start = span
    var words = [try word("a label")]
    while take(.comma) { words.append(try word("a label")) }
    try need(.colon)
    skipLineBreaks()
    return Statement(kind: .parts(words, try chain()), span: start.to(previousSpan))
  }

  /// `[width, depth]`: the names of an element's parts.
  private mutating func parts() throws(Stop) -> [Word] {
    let opening = token
    advance()
    var words = [try word("a name")]
    while take(.comma), !at(.rightBracket) {
      if at(.leftBracket) {
        throw expected(
          "a name", hint: "one level is taken apart: give the inner list a name, and take `name[0]`")
      }
      words.append(try word("a name"))
      guard words.count <= Self.longestChain else { throw fail(.tooManyOperations(limit: Self.longestChain)) }
    }
    guard take(.rightBracket) else { throw missing("]", .leftBracket, opening) }
    return words
  }

  /// Whether a statement that makes branches begins here, with or without a label.
  var isAtBranches: Bool {
    switch kind {
    case .name(Keyword.branch.name), .name(Keyword.repeat.name), .name(Keyword.for.name),
      .name(Keyword.if.name):
      return true
    case .name where peek() == .sign(.colon):
      return [Keyword.branch, .repeat, .for].contains { peek(2) == .name($0.name) }
    default: return false
    }
  }

  /// Refuses whatever follows a branch on its line without being a branch.
  mutating func betweenBranches() throws(Stop) {
    switch kind {
    case .sign(.comma):
      throw expected("another branch", hint: "branches follow each other without a comma")
    case .sign(.leftBrace), .name, .sign(.leftBracket):
      throw expected("another branch", hint: "each is written `branch { … }`")
    default: break
    }
  }

  // MARK: Claims and requirements

  mutating func expectation() throws(Stop) -> ExpectSyntax {
    guard case .name(let name) = kind else { throw expected("a figure, such as `params`") }
    let metric = Word(name: name, span: span)
    advance()
    var of: Expression?
    if take(.leftParenthesis) {
      of = try postfix()
      try need(.rightParenthesis)
    }
    if take(.within) {
      let tolerance = try primary()
      try need(.percent)
      guard take(.of) else { throw expected("`of`") }
      return ExpectSyntax(
        metric: metric, of: of, relation: .equal, tolerance: tolerance, value: try expression())
    }
    guard case .sign(let sign) = kind,
      [.equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual].contains(sign)
    else { throw expected("`==`, `<=`, `>=`, `<`, `>`, `!=` or `within`") }
    advance()
    return ExpectSyntax(metric: metric, of: of, relation: sign, tolerance: nil, value: try expression())
  }

  /// `require condition, "message"`.
  mutating func requirement(from start: Span) throws(Stop) -> Statement {
    let condition = try expression()
    guard take(.comma) else {
      throw expected(
        "`,` and a message in quotes",
        hint: "`require \(source.text(in: condition.span.range)), \"what must hold\"`")
    }
    skipLineBreaks()
    let message = try string("a message in quotes").text
    return Statement(kind: .require(condition, message: message), span: start.to(previousSpan))
  }

  /// Whether the word `require` at the start of these tokens demands something.
  ///
  /// It may also name a block or a label. Then it is followed by an arrow, a colon, the end of the statement, or a
  /// bracket after whose partner the statement does not go on as a condition would.
  static func isRequirement(_ tokens: ArraySlice<Token>) -> Bool {
    var place = tokens.startIndex + 1
    guard place < tokens.endIndex else { return false }
    switch tokens[place].kind {
    case .name, .integer, .decimal, .string, .sign(.minus): return true
    case .sign(.leftParenthesis), .sign(.leftBracket): break
    default: return false
    }
    let opening = tokens[place].kind
    var open = 0
    while place < tokens.endIndex {
      switch tokens[place].kind {
      case .sign(.leftParenthesis), .sign(.leftBracket): open += 1
      case .sign(.rightParenthesis), .sign(.rightBracket): open -= 1
      default: break
      }
      place += 1
      if open == 0 { break }
    }
    guard place < tokens.endIndex else { return false }
    switch tokens[place].kind {
    case .name(Keyword.and.name), .name(Keyword.or.name): return true
    case .sign(.dot), .sign(.leftBracket): return opening == .sign(.leftParenthesis)
    case .sign(let sign):
      return [
        .comma, .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .times,
        .divide, .percent, .power,
      ].contains(sign)
    default: return false
    }
  }
}
