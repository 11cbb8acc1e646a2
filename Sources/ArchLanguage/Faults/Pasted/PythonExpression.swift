/// An expression of Python, as far as lines that build networks need: names, calls, tuples and sums.
///
/// It is read for help only; anything else is kept as text.
indirect enum PythonExpression {
  /// A name with its modules or owner: `nn.Conv2d`, `self.conv1`.
  case name(String)
  case number(String)
  case string(String)
  /// A tuple or a list.
  case sequence([PythonExpression])
  case call(PythonExpression, [Argument])
  /// A member of a call's result: `f(x).relu`.
  case member(PythonExpression, String)
  case binary(String, PythonExpression, PythonExpression)
  case other(String)

  struct Argument {
    var name: String?
    var value: PythonExpression
  }
}

/// Reads a line of Python.
struct PythonReader {
  private let text: [Character]
  private var place = 0
  private var depth = 0

  /// The longest text that is read, and the deepest nesting of brackets.
  static let longest = 4000
  private static let deepest = 24

  private struct Stop: Error {}

  init(_ text: String) { self.text = Array(text) }

  /// The comma-separated expressions of a text, or `nil` if it is anything else.
  static func read(_ text: String) -> [PythonExpression]? {
    guard text.utf8.count <= longest else { return nil }
    var reader = PythonReader(text)
    do throws(Stop) {
      let found = try reader.list(until: nil)
      return found.allSatisfy({ $0.name == nil }) && !found.isEmpty ? found.map(\.value) : nil
    } catch {
      return nil
    }
  }

  private var next: Character? {
    mutating get {
      while place < text.count, text[place].isWhitespace { place += 1 }
      return place < text.count ? text[place] : nil
    }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard next == character else { return false }
    place += 1
    return true
  }

  private mutating func list(until closing: Character?) throws(Stop) -> [PythonExpression.Argument] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Stop() }
    var found: [PythonExpression.Argument] = []
    while let character = next {
      if let closing, character == closing {
        place += 1
        return found
      }
      found.append(try argument())
      if take(",") { continue }
      guard let closing else { break }
      guard take(closing) else { throw Stop() }
      return found
    }
    guard closing == nil, next == nil else { throw Stop() }
    return found
  }

  private mutating func argument() throws(Stop) -> PythonExpression.Argument {
    let start = place
    if let word = word(), next == "=", place + 1 >= text.count || text[place + 1] != "=" {
      place += 1
      return .init(name: word, value: try expression())
    }
    place = start
    return .init(name: nil, value: try expression())
  }

  private mutating func word() -> String? {
    guard let first = next, first.isLetter || first == "_", first.isASCII else { return nil }
    let start = place
    while place < text.count, text[place].isASCII,
      text[place].isLetter || text[place].isNumber || text[place] == "_"
    {
      place += 1
    }
    return String(text[start..<place])
  }

  private static let signs = ["**", "//", "+", "-", "*", "/", "%", "@"]

  private mutating func expression() throws(Stop) -> PythonExpression {
    var left = try postfix()
    while next != nil {
      let rest = text[place...].prefix(2)
      guard let sign = Self.signs.first(where: { rest.starts(with: $0) }) else { break }
      place += sign.count
      left = .binary(sign, left, try postfix())
    }
    return left
  }

  private mutating func postfix() throws(Stop) -> PythonExpression {
    var value = try primary()
    while let character = next {
      switch character {
      case ".":
        place += 1
        guard let name = word() else { throw Stop() }
        if case .name(let owner) = value {
          value = .name("\(owner).\(name)")
        } else {
          value = .member(value, name)
        }
      case "(":
        place += 1
        value = .call(value, try list(until: ")"))
      case "[":
        let start = place
        try skipBrackets()
        value = .other(value.source + String(text[start..<place]))
      default: return value
      }
    }
    return value
  }

  private mutating func primary() throws(Stop) -> PythonExpression {
    guard let character = next else { throw Stop() }
    switch character {
    case "(", "[":
      place += 1
      let found = try list(until: character == "(" ? ")" : "]")
      if character == "(", found.count == 1,
        text[..<place].reversed().dropFirst().first(where: { !$0.isWhitespace }) != ","
      {
        return found[0].value
      }
      return .sequence(found.map(\.value))
    case "'", "\"": return try string(character)
    case "-":
      place += 1
      switch try postfix() {
      case .number(let number): return .number("-\(number)")
      case let other: return .other("-\(other.source)")
      }
    case "*":
      while take("*") {}
      return .other("*\(try postfix().source)")
    default: break
    }
    if character.isNumber || character == "." { return number() }
    guard let word = word() else { throw Stop() }
    if word == "lambda" || word == "not" || word == "if" || word == "for" { throw Stop() }
    return .name(word)
  }

  private mutating func number() -> PythonExpression {
    let start = place
    while place < text.count {
      let character = text[place]
      let isSign = (character == "-" || character == "+") && "eE".contains(text[place - 1]) && place > start
      guard character.isNumber || character == "." || character == "_" || "eE".contains(character) || isSign
      else { break }
      place += 1
    }
    return .number(String(text[start..<place]))
  }

  private mutating func string(_ quote: Character) throws(Stop) -> PythonExpression {
    place += 1
    let start = place
    while place < text.count, text[place] != quote { place += 1 }
    guard place < text.count else { throw Stop() }
    place += 1
    return .string(String(text[start..<place - 1]))
  }

  private mutating func skipBrackets() throws(Stop) {
    var open = 0
    while place < text.count {
      if "([".contains(text[place]) { open += 1 }
      if ")]".contains(text[place]) { open -= 1 }
      place += 1
      if open == 0 { return }
    }
    throw Stop()
  }
}

extension PythonExpression {
  /// Approximately the text as written.
  var source: String {
    switch self {
    case .name(let text), .number(let text), .other(let text): text
    case .string(let text): "\"\(text)\""
    case .sequence(let values): "[\(values.map(\.source).joined(separator: ", "))]"
    case .call(let owner, let arguments):
      "\(owner.source)(\(arguments.map { ($0.name.map { "\($0)=" } ?? "") + $0.value.source }.joined(separator: ", ")))"
    case .member(let owner, let name): "\(owner.source).\(name)"
    case .binary(let sign, let left, let right): "\(left.source) \(sign) \(right.source)"
    }
  }

  /// The value of an argument as it would be written here, or `nil` if that is unknown.
  var argument: String? {
    switch self {
    case .name(let name):
      let last = name.split(separator: ".").last.map(String.init) ?? name
      return ["True": "true", "False": "false"][last] ?? last
    case .number(let text): return text.filter { $0 != "_" || text.contains("_") }
    case .string(let text): return text
    case .sequence(let values):
      var parts: [String] = []
      for value in values {
        guard let part = value.argument else { return nil }
        parts.append(part)
      }
      // A kernel with the same extent in every direction is written as one number.
      return parts.count > 1 && Set(parts).count == 1 && Int(parts[0]) != nil
        ? parts[0] : "[\(parts.joined(separator: ", "))]"
    case .binary(let sign, let left, let right):
      guard let left = left.argument, let right = right.argument, sign != "@" else { return nil }
      let ours = sign == "**" ? "^" : sign == "//" ? "/" : sign
      return "\(left) \(ours) \(right)"
    case .call, .member, .other: return nil
    }
  }

  var isNone: Bool { if case .name("None") = self { true } else { false } }
}
