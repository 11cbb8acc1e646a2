import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Splits a text into tokens.
///
/// A line break is a token only if it ends a statement: not inside parentheses or brackets, not after an arrow and
/// not before one.
struct Lexer {
  private let bytes: [UInt8]
  private let source: SourceText
  private var position = 0
  private var brackets: [Sign] = []
  private(set) var tokens: [Token] = []
  private(set) var comments: [Comment] = []
  private(set) var faults: [(SyntaxFault, Range<Int>)] = []
  /// Faults that are suspicious but stop nothing.
  private(set) var warnings: [(SyntaxFault, Range<Int>)] = []

  init(_ source: SourceText) {
    self.source = source
    bytes = source.bytes
    tokens.reserveCapacity(bytes.count / 4)
  }

  /// More faults than anyone reads; the rest of a text in some other language is not read.
  private static let mostFaults = 20

  mutating func run(_ names: inout Names) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    while position < bytes.count, faults.count < Self.mostFaults { next(&names) }
    append(.lineBreak, from: position)
    append(.end, from: position)
  }

  private mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, lower: Int32(clamping: start), upper: Int32(clamping: position)))
  }

  private func peek(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private mutating func next(_ names: inout Names) {
    let start = position
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      position += 1
    case UInt8(ascii: "\n"):
      position += 1
      lineBreak(at: start)
    case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
      var end = position
      while end > start, bytes[end - 1] == UInt8(ascii: "\r") || bytes[end - 1] == UInt8(ascii: " ") {
        end -= 1
      }
      checkCharacters(from: start, to: end)
      if readsLikeDivision(from: start, to: end) { faults.append((.commentForDivision, start..<end)) }
      comments.append(
        Comment(lower: Int32(clamping: start), upper: Int32(clamping: end), tokensBefore: Int32(tokens.count))
      )
    case UInt8(ascii: "\""):
      string(from: start)
    case _ where byte.isLetter:
      while peek().isLetter || peek().isDigit { position += 1 }
      if position - start > Limits.name {
        faults.append((.nameTooLong(limit: Limits.name), start..<position))
      }
      let end = min(position, start + Limits.name)
      append(.name(names.name(String(decoding: bytes[start..<end], as: UTF8.self))), from: start)
    case _ where byte.isDigit:
      number(from: start)
    default:
      sign(from: start)
    }
  }

  /// Whether a comment is only a number after a value: `width // 2`, as Python divides.
  private func readsLikeDivision(from start: Int, to end: Int) -> Bool {
    guard let last = tokens.last else { return false }
    switch last.kind {
    case .name, .integer, .decimal: break
    default: return false
    }
    let text = bytes[min(start + 2, end)..<end].filter { $0 != UInt8(ascii: " ") }
    guard text.first?.isDigit == true else { return false }
    return text.allSatisfy { $0.isDigit || ",)]".utf8.contains($0) }
      && !source.bytes[Int(last.upper)..<start].contains(UInt8(ascii: "\n"))
  }

  private mutating func lineBreak(at start: Int) {
    switch brackets.last {
    case .leftParenthesis, .leftBracket: return
    default: break
    }
    guard let last = tokens.last else { return }
    if last.kind == .lineBreak || last.kind == .sign(.arrow) { return }
    append(.lineBreak, from: start)
  }

  private mutating func string(from start: Int) {
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\n")
    {
      position += 1
    }
    guard peek() == UInt8(ascii: "\"") else {
      faults.append((.unterminatedString, start..<position))
      append(.string, from: start)
      return
    }
    position += 1
    if position - start > Limits.text { faults.append((.textTooLong(limit: Limits.text), start..<position)) }
    checkCharacters(from: start, to: position)
    append(.string, from: start)
  }

  /// Looks for invisible characters in a comment or a text; elsewhere they are not part of the language at all.
  private mutating func checkCharacters(from start: Int, to end: Int) {
    let part = bytes[start..<end]
    if part.allSatisfy({ $0 >= 0x20 && $0 < 0x7F || $0 == UInt8(ascii: "\t") }) { return }
    var place = start
    var isBehindLetter = false
    for scalar in String(decoding: part, as: UTF8.self).unicodeScalars {
      let range = place..<place + UTF8.width(scalar)
      place = range.upperBound
      // Joiners and selectors are part of many scripts, and of emoji: after such a character they hide nothing.
      let isPart = [0x200C, 0x200D, 0xFE0E, 0xFE0F].contains(scalar.value) && isBehindLetter
      isBehindLetter = !scalar.isASCII && (!scalar.isHidden || isPart)
      guard scalar.isHidden, scalar != "\t", !isPart else { continue }
      if scalar.properties.generalCategory == .control {
        if faults.count < Self.mostFaults { faults.append((.controlCharacter(scalar.value), range)) }
      } else if warnings.count < Self.mostFaults {
        warnings.append((.hiddenCharacter(scalar.value), range))
      }
    }
  }

  // MARK: Numbers

  private static let suffixes: [(text: String, factor: Int)] = [
    ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("K", 1_000), ("M", 1_000_000),
    ("G", 1_000_000_000),
  ]

  private mutating func number(from start: Int) {
    var isDecimal = false
    digits()
    if peek() == UInt8(ascii: "."), peek(1).isDigit {
      isDecimal = true
      position += 1
      digits()
    }
    if peek() | 0x20 == UInt8(ascii: "e"),
      peek(1).isDigit || ((peek(1) == UInt8(ascii: "-") || peek(1) == UInt8(ascii: "+")) && peek(2).isDigit)
    {
      isDecimal = true
      position += 2
      digits()
    }
    let text = String(decoding: bytes[start..<position].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    let wordStart = position
    while peek().isLetter || peek().isDigit { position += 1 }
    let word = String(decoding: bytes[wordStart..<position], as: UTF8.self)
    let suffix = Self.suffixes.first { $0.text == word }
    guard word.isEmpty || suffix != nil else {
      faults.append((.badNumber(source.text(in: start..<position)), start..<position))
      append(.integer(0), from: start)
      return
    }
    let factor = suffix?.factor ?? 1
    if isDecimal {
      let value = (Double(text) ?? .infinity) * Double(factor)
      if !value.isFinite { faults.append((.numberTooLarge, start..<position)) }
      append(.decimal(value), from: start)
    } else {
      let (value, overflow) = (Int(text) ?? .max).multipliedReportingOverflow(by: factor)
      if overflow || Int(text) == nil { faults.append((.numberTooLarge, start..<position)) }
      append(.integer(value), from: start)
    }
  }

  private mutating func digits() {
    while peek().isDigit || (peek() == UInt8(ascii: "_") && peek(1).isDigit) { position += 1 }
  }

  // MARK: Signs

  private mutating func sign(from start: Int) {
    if let (sign, length) = Sign.read(peek(), peek(1)) {
      position += length
      track(sign)
      if sign == .arrow, tokens.last?.kind == .lineBreak { tokens.removeLast() }
      append(.sign(sign), from: start)
      return
    }
    position += 1
    while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
    faults.append((.unexpectedCharacter(source.text(in: start..<position)), start..<position))
    // The rest of the line is a comment in other languages.
    if bytes[start] == UInt8(ascii: "#") {
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    }
  }

  private mutating func track(_ sign: Sign) {
    switch sign {
    case .leftParenthesis, .leftBracket, .leftBrace: brackets.append(sign)
    case .rightParenthesis: if brackets.last == .leftParenthesis { brackets.removeLast() }
    case .rightBracket: if brackets.last == .leftBracket { brackets.removeLast() }
    case .rightBrace:
      // A brace closes whatever was left open inside it, so one missing bracket does not swallow the file.
      while let last = brackets.popLast(), last != .leftBrace {}
    default: break
    }
  }
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) || self == UInt8(ascii: "_")
  }
}
