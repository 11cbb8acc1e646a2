import ArchGraph

/// Statements and chains.
extension Parser {
  /// The context of statements, which decides which ones are allowed.
  enum Context {
    case network, block, claims, branches
  }

  private static let claimsOnly =
    "only `source`, `published` and `expect` may follow a network derived from another"

  mutating func braced(in context: Context) throws(Stop) -> [Statement] {
    var header = NetworkHeader()
    return try braced(in: context, header: &header)
  }

  /// `{ statements }`; a fault in one statement does not hide those in the next.
  mutating func braced(in context: Context, header: inout NetworkHeader) throws(Stop) -> [Statement] {
    let opening = token
    try need(.leftBrace)
    try enter()
    defer { leave() }
    var statements: [Statement] = []
    while true {
      skipLineBreaks()
      if take(.rightBrace) { return statements }
      // A declaration can only follow a closed brace.
      if kind == .end || at(.network) || at(.block) {
        throw unclosed(.leftBrace, opening)
      }
      let depthBefore = depth
      do throws(Stop) {
        if context != .branches, case .string = peek(), at(.source) || at(.published) {
          try readHeader(&header, in: context)
          try endOfStatement(after: previousSpan)
          continue
        }
        let statement = try statement(in: context)
        statements.append(statement)
        // Short branches may share a line: `add { branch {} branch { relu } }`.
        if context == .branches, isAtBranches { continue }
        if context == .branches { try betweenBranches() }
        try endOfStatement(after: statement.span)
      } catch {
        depth = depthBefore
        recoverToStatement()
      }
    }
  }

  /// `source "…"` or `published "…": figures`.
  private mutating func readHeader(_ header: inout NetworkHeader, in context: Context) throws(Stop) {
    if at(.source) {
      if header.source != nil { note(.misplaced("a second `source`", where: "a network has only one")) }
      advance()
      header.source = try string("the source in quotes").text
      return
    }
    if context == .block {
      note(.misplaced("`published`", where: "it belongs in the braces of a network"))
    } else if header.published != nil {
      note(.misplaced("a second `published`", where: "a network has only one"))
    }
    advance()
    var published = Published(source: try string("the source in quotes").text)
    try need(.colon)
    repeat {
      skipLineBreaks()
      guard case .name(let name) = kind,
        let figure = Published.figures.first(where: { $0.name == names[name] })
      else { throw expected("`top1` or `top5`") }
      if published[keyPath: figure.path] != nil {
        note(.misplaced("a second `\(figure.name)`", where: "a source has only one"))
      }
      advance()
      published[keyPath: figure.path] = try percent()
    } while take(.comma)
    header.published = published
  }

  /// `76.13%`.
  private mutating func percent() throws(Stop) -> Double {
    let value: Double
    switch kind {
    case .integer(let number): value = Double(number)
    case .decimal(let number): value = number
    default: value = -1
    }
    guard (0...100).contains(value) else { throw expected("a percentage from 0 to 100") }
    advance()
    try need(.percent)
    return value
  }

  /// Continues after the line of a fault, past any braces opened on the way.
  private mutating func recoverToStatement() {
    var open = 0
    while kind != .end {
      switch kind {
      case .sign(.leftBrace): open += 1
      case .sign(.rightBrace):
        if open == 0 { return }
        open -= 1
      case .lineBreak where open == 0:
        advance()
        return
      default: break
      }
      advance()
    }
  }

  private mutating func statement(in context: Context) throws(Stop) -> Statement {
    let start = span
    func finish(_ kind: Statement.Kind) -> Statement { Statement(kind: kind, span: start.to(previousSpan)) }
    guard case .name(let name) = kind, let keyword = Keyword(name) else {
      return try chainStatement(in: context)
    }
    if context == .claims, keyword != .expect {
      throw fail(.misplaced("this", where: Self.claimsOnly))
    }
    switch keyword {
    case .input where context == .network || peek(2) == .sign(.colon):
      advance()
      let word = try word(Self.inputName)
      try need(.colon)
      let isSequence = at(.sequence)
      return finish(.input(word, try expression(), isSequence: isSequence))
    case .output:
      advance()
      let word = try word("the name of the output")
      guard take(.colon) else { return finish(.output(word, [.word(word)])) }
      return finish(.output(word, try chain()))
    case .shared:
      advance()
      let word = try word("the name of the instance")
      try need(.colon)
      return finish(.shared(word, try call("a block or a layer")))
    case .frozen where peek() == .sign(.leftBrace):
      advance()
      return finish(.frozen(try braced(in: .block)))
    case .when:
      advance()
      guard take(.training) else { throw expected("`training`") }
      return finish(.training(try braced(in: .block)))
    case .repeat, .for: return try loop(label: nil, in: context)
    case .if:
      advance()
      let condition = try expression()
      let body = try braced(in: inner(context))
      var otherwise: [Statement] = []
      let mark = position
      skipLineBreaks()
      if take(.else) {
        otherwise = at(.if) ? [try furtherChoice(in: context)] : try braced(in: inner(context))
      } else {
        position = mark
      }
      return finish(.choice(condition, body, otherwise: otherwise))
    case .let:
      advance()
      if at(.leftBracket) || at(.leftParenthesis) {
        throw expected("a name", hint: "labels take a list apart: `a, b: list`")
      }
      let word = try word("a name")
      try need(.assign)
      return finish(.constant(word, try expression()))
    case .branch:
      guard context == .branches else {
        throw fail(
          .misplaced(
            "`branch`", where: "a branch belongs inside `add { … }`, `concat { … }` or another merge")
        )
      }
      advance()
      return finish(.branch(label: nil, try braced(in: .block)))
    case .expect:
      advance()
      return finish(.expect(try expectation()))
    case .require where Self.isRequirement(tokens[position...]):
      advance()
      return try requirement(from: start)
    default: return try chainStatement(in: context)
    }
  }

  /// The `if` after an `else`; a chain of them is as deep as it is long.
  private mutating func furtherChoice(in context: Context) throws(Stop) -> Statement {
    try enter()
    defer { leave() }
    return try statement(in: context)
  }

  func inner(_ context: Context) -> Context { context == .network ? .block : context }

  private mutating func chainStatement(in context: Context) throws(Stop) -> Statement {
    if context == .claims { throw fail(.misplaced("a layer", where: Self.claimsOnly)) }
    let start = span
    var label: Word?
    if peek() == .sign(.comma), isAtLabels { return try labelledParts() }
    if case .name = kind, peek() == .sign(.colon) {
      label = try word("a label")
      advance()
      skipLineBreaks()
    }
    if at(.repeat) || at(.for) { return try loop(label: label, in: context) }
    // A layer between branches is refused once it is known what the braces belong to: no such layer comes first.
    if context == .branches, take(.branch) {
      return Statement(kind: .branch(label: label, try braced(in: .block)), span: start.to(previousSpan))
    }
    let elements = try chain()
    return Statement(kind: .chain(label: label, elements), span: start.to(previousSpan))
  }

  mutating func chain() throws(Stop) -> [Element] {
    var elements = [try element()]
    while take(.arrow) {
      skipLineBreaks()
      elements.append(try element())
    }
    return elements
  }

  private mutating func element() throws(Stop) -> Element {
    if at(.leftBracket) { return .value(try postfix()) }
    guard case .name(let name) = kind else { throw expected("a layer or the name of a value") }
    if let keyword = Keyword(name), keyword.isReserved, keyword != .it, keyword != .in {
      let isChoice = keyword == .if && previousKind == .sign(.arrow)
      throw expected(
        "a layer or the name of a value",
        hint: isChoice
          ? "a choice is a value: `let act = if … then relu else tanh` before, and `-> act`" : nil)
    }
    let word = Word(name: name, span: span)
    switch peek() {
    case .sign(.leftParenthesis):
      let call = try call("a layer")
      return at(.leftBrace) ? try branches(call) : .call(call)
    case .sign(.leftBrace):
      advance()
      return try branches(Call(word: word, arguments: [], span: word.span))
    case .sign(.dot), .sign(.leftBracket):
      return .value(try postfix())
    default:
      advance()
      return .word(word)
    }
  }

  private mutating func branches(_ call: Call) throws(Stop) -> Element {
    let start = span
    let body = try braced(in: .branches)
    return .branches(call, body, braces: start.to(previousSpan))
  }

  mutating func call(_ what: String) throws(Stop) -> Call {
    guard case .name(let name) = kind else { throw expected(what) }
    let word = Word(name: name, span: span)
    advance()
    var arguments: [ArgumentSyntax] = []
    guard at(.leftParenthesis) else { return Call(word: word, arguments: [], span: word.span) }
    let opening = token
    advance()
    while !at(.rightParenthesis) {
      var label: Word?
      if case .name(let name) = kind, peek() == .sign(.colon) {
        label = Word(name: name, span: span)
        advance()
        advance()
      }
      let value = try expression()
      if label == nil, arguments.contains(where: { $0.word != nil }) {
        throw fail(.positionalAfterNamed, value.span.range)
      }
      arguments.append(ArgumentSyntax(word: label, value: value))
      if !take(.comma) { break }
    }
    guard take(.rightParenthesis) else { throw missing(")", .leftParenthesis, opening) }
    return Call(word: word, arguments: arguments, span: word.span.to(previousSpan))
  }
}
