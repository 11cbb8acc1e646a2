import ArchDiagnostics

/// Files and their declarations.
extension Parser {
  mutating func file() -> FileSyntax {
    var file = FileSyntax()
    while true {
      skipLineBreaks()
      if kind == .end { break }
      do throws(Stop) {
        try declaration(into: &file)
      } catch {
        depth = 0
        recoverToDeclaration()
      }
    }
    if faults.isEmpty, file.declarations.isEmpty, file.imports.isEmpty {
      note(.noNetwork, 0..<0)
    }
    return file
  }

  private mutating func declaration(into file: inout FileSyntax) throws(Stop) {
    let start = span
    switch kind {
    case .name(Keyword.import.name):
      advance()
      let (path, pathSpan) = try string("a file name in quotes")
      file.imports.append((path, pathSpan))
    case .name(Keyword.source.name):
      if file.source != nil {
        note(.misplaced("a second `source`", where: "a file has only one; a network may have its own"))
      }
      advance()
      file.source = try string("the source in quotes").text
    case .name(Keyword.let.name):
      advance()
      let word = try word("a name")
      try need(.assign)
      file.declarations.append(.constant(word, try expression()))
    case .name(Keyword.block.name):
      advance()
      let word = try word("the name of the block")
      let parameters = try parameters()
      file.declarations.append(
        .block(BlockSyntax(word: word, parameters: parameters, body: try braced(in: .block))))
    case .name(Keyword.network.name):
      advance()
      file.declarations.append(.network(try network()))
    default:
      throw expected("`network`, `block`, `let`, `source` or `import`")
    }
    try endOfStatement(after: start)
  }

  private mutating func network() throws(Stop) -> NetworkSyntax {
    let word = try word("the name of the network")
    let parameters = try parameters()
    var base: Call?
    var body: [Statement] = []
    var header = NetworkHeader()
    if take(.assign) {
      base = try call("the network it is derived from")
      if at(.leftBrace) { body = try braced(in: .claims, header: &header) }
    } else {
      body = try braced(in: .network, header: &header)
    }
    return NetworkSyntax(word: word, parameters: parameters, body: body, header: header, base: base)
  }

  private mutating func parameters() throws(Stop) -> [ParameterSyntax] {
    guard take(.leftParenthesis) else { return [] }
    var parameters: [ParameterSyntax] = []
    while !at(.rightParenthesis) {
      let word = try word("the name of a parameter")
      let value: Expression? = take(.assign) ? try expression() : nil
      parameters.append(ParameterSyntax(word: word, defaultValue: value))
      if !take(.comma) { break }
    }
    try need(.rightParenthesis)
    return parameters
  }

  mutating func string(_ what: String) throws(Stop) -> (text: String, span: Span) {
    guard kind == .string else { throw expected(what) }
    let text = source.text(in: token.range.lowerBound + 1..<token.range.upperBound - 1)
    let span = span
    advance()
    return (text, span)
  }

  mutating func endOfStatement(after start: Span) throws(Stop) {
    switch kind {
    case .lineBreak: advance()
    case .end, .sign(.rightBrace): break
    default: throw expected("the end of the line")
    }
  }

  /// Continues at the next line that begins a declaration.
  private mutating func recoverToDeclaration() {
    while kind != .end {
      if position > 0, tokens[position - 1].kind == .lineBreak {
        switch kind {
        case .name(Keyword.network.name), .name(Keyword.block.name), .name(Keyword.import.name): return
        default: break
        }
      }
      advance()
    }
  }
}
