import ArchDiagnostics

/// Writes a text of the language in its canonical form: indentation, spaces and blank lines.
///
/// The tokens and comments keep their order and their lines; formatting a formatted text
/// changes nothing.
public struct ArchitectureFormatter {
  /// The spaces of one level of indentation.
  static let indent = 4

  private let source: SourceText
  private var tokens: [Token] = []
  private var comments: [Comment] = []
  private var depth = 0

  private init(_ source: SourceText) { self.source = source }

  /// The canonical form of a text.
  ///
  /// - Throws: the errors in the text; a text with errors has no canonical form.
  public static func format(_ source: SourceText) throws(Diagnostics) -> String {
    var names = Names()
    let (_, diagnostics) = Parser.parse(source, names: &names)
    if diagnostics.contains(where: { $0.severity == .error }) { throw Diagnostics(diagnostics) }
    var formatter = ArchitectureFormatter(source)
    var lexer = Lexer(source)
    lexer.run(&names)
    formatter.tokens = lexer.tokens.filter { $0.kind != .lineBreak && $0.kind != .end }
    formatter.comments = lexer.comments
    return formatter.run()
  }

  /// The contents of one line: its tokens and the comment after them.
  private struct Line {
    var tokens: [Token] = []
    var comment: Comment?
    var hasBlankBefore = false
  }

  private mutating func run() -> String {
    let lines = self.lines()
    var texts: [(text: String, comment: String?)] = []
    var isFirst = true
    var isContinued = false
    for line in lines {
      let closing = leadingClosers(line.tokens)
      let continues = isContinued || line.tokens.first?.kind == .sign(.arrow)
      if !line.tokens.isEmpty { isContinued = line.tokens.last?.kind == .sign(.arrow) }
      let level = max(0, depth - closing) + (continues ? 1 : 0)
      let opensNothing = closing == 0
      // Blank lines stay, one at most, but not after an opening or before a closing bracket.
      if line.hasBlankBefore, !isFirst, opensNothing, !(texts.last.map { Self.opens($0.text) } ?? false) {
        texts.append(("", nil))
      }
      isFirst = false
      let comment = line.comment.map { source.text(in: Int($0.lower)..<Int($0.upper)) }
      let body = text(of: line.tokens)
      let prefix = String(repeating: " ", count: level * Self.indent)
      if body.isEmpty {
        texts.append((prefix + (comment ?? ""), nil))
      } else {
        texts.append((prefix + body, comment))
      }
      for token in line.tokens { depth = max(0, depth + Self.change(token)) }
    }
    return Self.join(texts)
  }

  /// Comments after the statements of neighbouring lines start in one column.
  private static func join(_ texts: [(text: String, comment: String?)]) -> String {
    var result = ""
    var index = 0
    while index < texts.count {
      guard texts[index].comment != nil else {
        result += texts[index].text + "\n"
        index += 1
        continue
      }
      var end = index
      while end < texts.count, texts[end].comment != nil { end += 1 }
      let width = texts[index..<end].map(\.text.count).max() ?? 0
      for entry in texts[index..<end] {
        let space = String(repeating: " ", count: width - entry.text.count + 2)
        result += entry.text + space + (entry.comment ?? "") + "\n"
      }
      index = end
    }
    return result
  }

  private static func opens(_ text: String) -> Bool {
    text.hasSuffix("{") || text.hasSuffix("(") || text.hasSuffix("[")
  }

  private static func change(_ token: Token) -> Int {
    switch token.kind {
    case .sign(.leftBrace), .sign(.leftBracket), .sign(.leftParenthesis): 1
    case .sign(.rightBrace), .sign(.rightBracket), .sign(.rightParenthesis): -1
    default: 0
    }
  }

  private func leadingClosers(_ tokens: [Token]) -> Int {
    var count = 0
    for token in tokens {
      guard Self.change(token) == -1 else { break }
      count += 1
    }
    return count
  }

  // MARK: Lines

  private func lines() -> [Line] {
    var lines: [Line] = []
    var token = 0
    var comment = 0
    var line = Line()
    var lastEnd = 0
    var isOpen = false
    func breaks(_ from: Int, _ to: Int) -> Int {
      var count = 0
      for index in from..<max(from, to) where source.bytes[index] == UInt8(ascii: "\n") { count += 1 }
      return count
    }
    while token < tokens.count || comment < comments.count {
      let isComment =
        comment < comments.count && (token >= tokens.count || comments[comment].lower < tokens[token].lower)
      let start = Int(isComment ? comments[comment].lower : tokens[token].lower)
      let count = breaks(lastEnd, start)
      if isOpen, count > 0 {
        lines.append(line)
        line = Line()
        isOpen = false
      }
      if !isOpen { line.hasBlankBefore = count > 1 }
      isOpen = true
      if isComment {
        line.comment = comments[comment]
        lastEnd = Int(comments[comment].upper)
        comment += 1
      } else {
        line.tokens.append(tokens[token])
        lastEnd = Int(tokens[token].upper)
        token += 1
      }
    }
    if isOpen { lines.append(line) }
    return lines
  }

  // MARK: Spaces

  private func text(of tokens: [Token]) -> String {
    var text = ""
    for (index, token) in tokens.enumerated() {
      if index > 0, needsSpace(tokens, index) { text += " " }
      text += source.text(in: token.range)
    }
    return text
  }

  private func needsSpace(_ tokens: [Token], _ index: Int) -> Bool {
    let left = tokens[index - 1]
    let right = tokens[index]
    switch (left.kind, right.kind) {
    case (_, .sign(.comma)), (_, .sign(.colon)), (_, .sign(.rightParenthesis)), (_, .sign(.rightBracket)),
      (_, .sign(.dot)), (.sign(.dot), _), (.sign(.leftParenthesis), _), (.sign(.leftBracket), _):
      return false
    case (.sign(.leftBrace), .sign(.rightBrace)): return false
    case (.name(let name), .sign(.leftParenthesis)):
      // Before these words a bracket groups rather than calls: `if (a)`, `not (b)`.
      if name == Keyword.require.name { return isRequirement(tokens, index - 1) }
      return Keyword(name).map { [.and, .or, .not, .if, .then, .else, .repeat, .of].contains($0) } ?? false
    case (.name(let name), .sign(.leftBracket)):
      if name == Keyword.require.name { return isRequirement(tokens, index - 1) }
      return Keyword(name).map { $0.isReserved && $0 != .it } ?? false
    case (.sign(.rightBracket), .sign(.leftBracket)): return false
    case (.sign(.minus), _): return !isPrefix(tokens, index - 1)
    case (.integer, .sign(.percent)), (.decimal, .sign(.percent)): return !isUnit(tokens, index)
    default: return true
    }
  }

  /// Whether the word `require` at an index begins a statement that demands something.
  private func isRequirement(_ tokens: [Token], _ index: Int) -> Bool {
    (index == 0 || tokens[index - 1].kind == .sign(.leftBrace)) && Parser.isRequirement(tokens[index...])
  }

  /// Whether the minus at an index is a sign rather than an operation.
  private func isPrefix(_ tokens: [Token], _ index: Int) -> Bool {
    guard index > 0 else { return true }
    switch tokens[index - 1].kind {
    case .integer, .decimal, .sign(.rightParenthesis), .sign(.rightBracket): return false
    case .name(Keyword.require.name): return isRequirement(tokens, index - 1)
    case .name(let name): return Keyword(name).map { $0.isReserved && $0 != .in && $0 != .it } ?? false
    default: return true
    }
  }

  /// Whether the per cent sign at an index is a unit rather than an operation: `within 0.5% of`, `top1 76.13%`.
  private func isUnit(_ tokens: [Token], _ index: Int) -> Bool {
    guard index + 1 < tokens.count else {
      return zip(tokens, tokens.dropFirst()).contains {
        $0.kind == .name(Keyword.published.name) && $1.kind == .string
      }
    }
    switch tokens[index + 1].kind {
    case .name(let name): return name == Keyword.of.name
    case .sign(.comma), .sign(.rightBrace): return true
    default: return false
    }
  }
}
