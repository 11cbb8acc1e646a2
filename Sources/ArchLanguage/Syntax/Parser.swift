import ArchDiagnostics

/// Reads tokens into syntax; on a fault, reading continues with the next statement.
struct Parser {
  private(set) var tokens: [Token]
  var position = 0
  var depth = 0
  let source: SourceText
  var names: Names
  private(set) var faults: [(fault: SyntaxFault, range: Range<Int>)] = []
  /// Whether the text is nested too deeply to read on.
  private var isAbandoned = false

  /// How deeply blocks and brackets may be nested; the reader and the expansion recurse that far.
  static let deepest = 64
  /// The most operations, members or elements in one row.
  static let longestChain = 256
  /// The longest text that is read.
  static let longest = 4 << 20

  /// Thrown to the nearest statement or declaration once a fault has been noted.
  struct Stop: Error {}

  /// Reads a text; its declarations are as complete as its faults allow.
  static func parse(
    _ source: SourceText, names: inout Names
  ) -> (file: FileSyntax, diagnostics: [Diagnostic]) {
    let everything = Place(source, 0..<0)
    if source.bytes.count > longest {
      return (
        FileSyntax(),
        [SyntaxFault.tooLong(bytes: source.bytes.count, limit: longest).diagnostic(at: everything)]
      )
    }
    if source.bytes.contains(0) || !isUTF8(source.bytes) {
      return (
        FileSyntax(), [SyntaxFault.notText.diagnostic(at: .swift(file: source.name, line: 1, column: 1))]
      )
    }
    var lexer = Lexer(source)
    lexer.run(&names)
    var parser = Parser(tokens: lexer.tokens, source: source, names: names)
    var file = FileSyntax()
    if lexer.faults.isEmpty { file = parser.file() }
    names = parser.names
    let faults = lexer.faults + parser.faults.map { ($0.fault, $0.range) } + lexer.warnings
    return (file, faults.map { $0.0.diagnostic(at: Place(source, $0.1)) })
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  init(tokens: [Token], source: SourceText, names: Names) {
    self.tokens = tokens
    self.source = source
    self.names = names
  }

  // MARK: Tokens

  var token: Token { tokens[position] }
  var kind: Token.Kind { tokens[position].kind }
  var span: Span { Span(lower: token.lower, upper: token.upper) }
  var previousSpan: Span {
    position > 0 ? Span(lower: tokens[position - 1].lower, upper: tokens[position - 1].upper) : span
  }

  func peek(_ offset: Int = 1) -> Token.Kind {
    position + offset < tokens.count ? tokens[position + offset].kind : .end
  }

  mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  func at(_ sign: Sign) -> Bool { kind == .sign(sign) }

  func at(_ keyword: Keyword) -> Bool { kind == .name(keyword.name) }

  mutating func take(_ sign: Sign) -> Bool {
    guard at(sign) else { return false }
    advance()
    return true
  }

  mutating func take(_ keyword: Keyword) -> Bool {
    guard at(keyword) else { return false }
    advance()
    return true
  }

  mutating func note(_ fault: SyntaxFault, _ range: Range<Int>? = nil) {
    if faults.count < 20, !isAbandoned { faults.append((fault, range ?? token.range)) }
  }

  mutating func fail(_ fault: SyntaxFault, _ range: Range<Int>? = nil) -> Stop {
    note(fault, range)
    return Stop()
  }

  mutating func expected(_ what: String, hint: String? = nil) -> Stop {
    fail(.expected(what, found: describe(token), hint: hint ?? self.hint(instead: what)))
  }

  /// How to write here what was written by a habit from another language.
  private func hint(instead what: String) -> String? {
    if at(.comma), beginsLine(.input), case .name = peek(), peek(2) == .sign(.colon) {
      return "each input stands on a line of its own"
    }
    if what == "`:`" || what == "the end of the line" || what.hasSuffix("`)`"), let input = inputHint {
      return input
    }
    switch kind {
    case .sign(.assign) where what.hasPrefix("`==`"): return "`==` compares"
    case .sign(.dot) where what.hasPrefix("`==`"):
      guard case .name(let part)? = previousKind, case .name(let figure) = peek() else { break }
      return "the figure of one part is written `\(names[figure])(\(names[part])) …`"
    case .sign(.assign):
      return "an argument is written `name: value`, a label `name: layer`, a number `let name = 1`"
    case .sign(.colon) where what == Self.inputName, .sign(.leftParenthesis) where what == Self.inputName:
      return "an input has a name: `input image: [3, 224, 224]`"
    case .sign(.colon) where what == "the end of the line" && previousKind == .sign(.rightBracket):
      return "several labels stand in a row: `a, b: …`"
    case .sign(.colon) where what == "`,` or `]`":
      return "elements are taken one by one: `list[1]`; `for x in list` goes through all"
    case .sign(.colon): return "braces `{ … }` hold a body; a default is written `name = value`"
    case .sign(.times) where previousKind == .sign(.times): return "a power is written `^`"
    case .sign(.comma) where groupsDigits:
      return "digits are grouped by underscores: `48_120`"
    case .sign(.comma) where what == "the end of the line" && beginsLine(.input):
      return "each input stands on a line of its own"
    case .sign(.comma) where what == "the end of the line" && beginsLine(.output):
      return "each output stands on a line of its own"
    case .sign(.comma) where what == "the end of the line":
      return "a statement ends with its line, without a comma"
    case .sign(.comma) where what.hasSuffix("`)`"): return "a list is written in square brackets: `[3, 3]`"
    case .sign(.leftParenthesis) where position > 2 && tokens[position - 2].kind == .sign(.dot):
      guard case .name(let name)? = previousKind, case .name(let module) = tokens[position - 3].kind else {
        break
      }
      let word = "\(names[module]).\(names[name])"
      return "a layer is called by its name alone: `\(ForeignWords.withoutModule(word))(…)`"
    case .sign(.leftParenthesis) where beginsLine(.output) && what == "the end of the line":
      return "an output has a name: `output name: …`"
    case .sign(.leftParenthesis):
      return "a layer is called by its name alone, as in `relu` or `conv(8, kernel: 3)`"
    case .name(Keyword.not.name) where peek() == .name(Keyword.in.name):
      return "it is written `not x in list`"
    case .name(let name) where what.hasPrefix("`network`, `block`"):
      return names[name] == "input" || peek() != .end
        ? "layers and inputs go inside the braces of a network: `network name { … }`" : nil
    case .name(let name) where what == "the end of the line":
      if let help = unit(names[name]) { return help }
    default: break
    }
    if what == "the end of the line", let layer = merge { return layer }
    guard case .name(let name)? = position > 0 ? previousKind : nil else { return nil }
    switch names[name] {
    case "assert": return "what must hold is written `require condition, \"message\"`"
    case "elif": return "it is written `else if`"
    case "while", "range": return "`repeat 3 as i { … }` repeats a part"
    case "return": return "the last value is the result; `output name: …` names one"
    case "def", "class": return "a part is written `block name(…) { … }`, a network `network name { … }`"
    default: return nil
    }
  }

  /// How to write the input that this line declares, if its shape is written in some other way.
  private var inputHint: String? {
    if kind == .sign(.arrow) { return nil }
    let before = tokens[..<position].lastIndex { $0.kind == .lineBreak }.map { $0 + 1 } ?? 0
    guard position - before > 1, tokens[before].kind == .name(Keyword.input.name) else { return nil }
    let line = tokens[before...].prefix(16).prefix { $0.kind != .lineBreak && $0.kind != .end }
    let extents = line.compactMap { token in
      if case .integer = token.kind { source.text(in: token.range) } else { nil }
    }
    guard case .name(let name) = tokens[before + 1].kind, !extents.isEmpty else { return nil }
    return "an input is written `input \(names[name]): [\(extents.joined(separator: ", "))]`"
  }

  /// Whether the line of the current token begins with a word, or a brace and the word.
  private func beginsLine(_ keyword: Keyword) -> Bool {
    var place = position
    while place > 0, tokens[place - 1].kind != .lineBreak, tokens[place - 1].kind != .sign(.leftBrace) {
      place -= 1
    }
    return tokens[place].kind == .name(keyword.name)
  }

  /// The way to merge two values, if there is a sign between them.
  private var merge: String? {
    guard case .name(let left)? = previousKind, case .name(let right) = peek(), case .sign(let sign) = kind
    else { return nil }
    let layers: [Sign: String] = [.plus: "add", .minus: "subtract", .times: "multiply", .divide: "divide"]
    return layers[sign].map { "a layer works on values: `\($0)(\(names[left]), \(names[right]))`" }
  }

  /// The description of the word expected after `input`.
  static let inputName = "the name of the input"

  /// Whether the comma here groups the digits of one number: `48,120`.
  private var groupsDigits: Bool {
    guard case .integer? = previousKind, case .integer = peek() else { return false }
    let next = tokens[position + 1]
    return next.range.count == 3 && next.lower == token.upper && tokens[position - 1].upper == token.lower
  }

  /// How to write a number without the unit that follows it: `250 KB` is `250K`.
  private func unit(_ word: String) -> String? {
    switch previousKind {
    case .integer?, .decimal?: break
    default: return nil
    }
    let number = source.text(in: tokens[position - 1].range)
    let units = [
      "b", "byte", "bytes", "flop", "flops", "mac", "macs", "madds", "param", "params", "parameters", "op",
      "ops",
    ]
    let lower = word.lowercased()
    if units.contains(lower) { return "leave out the unit: `\(number)`" }
    for (prefix, suffix) in [
      ("kib", "KiB"), ("mib", "MiB"), ("gib", "GiB"), ("k", "K"), ("m", "M"), ("g", "G"), ("b", "G"),
    ] where lower.hasPrefix(prefix) {
      let rest = String(lower.dropFirst(prefix.count))
      if rest.isEmpty || units.contains(rest) || ["illion", "io", "ega", "iga", "ilo"].contains(rest) {
        return "leave out the unit: `\(number)\(suffix)`"
      }
    }
    return nil
  }

  var previousKind: Token.Kind? { position > 0 ? tokens[position - 1].kind : nil }

  mutating func unclosed(_ sign: Sign, _ opening: Token) -> Stop {
    // After another fault the missing bracket may be its consequence.
    if kind == .end, !faults.isEmpty { return Stop() }
    return fail(.unclosed(sign, opened: source.position(of: opening.range.lowerBound).line), opening.range)
  }

  /// A bracket without its partner: named where it was opened, if another line has begun since.
  mutating func missing(_ closing: String, _ sign: Sign, _ opening: Token) -> Stop {
    let line = source.position(of: opening.range.lowerBound).line
    let isElsewhere = source.position(of: token.range.lowerBound).line != line
    return isElsewhere || kind == .end ? unclosed(sign, opening) : expected("`,` or `\(closing)`")
  }

  mutating func need(_ sign: Sign) throws(Stop) {
    guard take(sign) else { throw expected("`\(sign.rawValue)`") }
  }

  mutating func skipLineBreaks() { while kind == .lineBreak { advance() } }

  func describe(_ token: Token) -> String {
    switch token.kind {
    case .lineBreak: "the end of the line"
    case .end: "the end of the file"
    default: "`\(source.text(in: token.range))`"
    }
  }

  /// A name that the user gives to something.
  mutating func word(_ what: String) throws(Stop) -> Word {
    guard case .name(let name) = kind else { throw expected(what) }
    if let keyword = Keyword(name), keyword.isReserved { throw fail(.reserved(keyword.text)) }
    let word = Word(name: name, span: span)
    advance()
    return word
  }

  mutating func enter() throws(Stop) {
    depth += 1
    if depth > Self.deepest {
      note(.tooDeep(limit: Self.deepest))
      abandon()
      throw Stop()
    }
  }

  mutating func leave() { depth -= 1 }

  /// Stops reading the text: one fault, rather than one for each bracket.
  mutating func abandon() {
    isAbandoned = true
    position = tokens.count - 1
  }
}
