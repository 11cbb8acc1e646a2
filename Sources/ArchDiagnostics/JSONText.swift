/// Writes JSON text without Foundation: the caller says what comes, this keeps the commas and the escapes.
///
/// Two-space indentation, one entry a line, keys in the order they are written; an empty array or object
/// stays on one line, and so does each entry written inside ``compact(_:)``.
public struct JSONText: Sendable {
  /// What has been written so far.
  public private(set) var text = ""
  private var depth = 0
  private var needsComma = false
  /// The depth below which everything stands on one line.
  private var compactFrom: Int?

  /// An empty text.
  public init() {}

  /// Writes an object; `body` writes its members with keys.
  public mutating func object(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    container(key, open: "{", close: "}", body)
  }

  /// Writes an array; `body` writes its elements without keys.
  public mutating func array(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    container(key, open: "[", close: "]", body)
  }

  /// Writes a string.
  public mutating func string(_ key: String? = nil, _ value: String?) {
    begin(key)
    text += value.map(Self.quoted) ?? "null"
  }

  /// Writes an exact integer.
  public mutating func integer(_ key: String? = nil, _ value: Int?) {
    begin(key)
    text += value.map(String.init) ?? "null"
  }

  /// Writes a number; what JSON cannot express (infinite, not a number) becomes null.
  public mutating func number(_ key: String? = nil, _ value: Double?) {
    begin(key)
    guard let value, value.isFinite else {
      text += "null"
      return
    }
    text += Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// Writes true or false.
  public mutating func boolean(_ key: String? = nil, _ value: Bool) {
    begin(key)
    text += value ? "true" : "false"
  }

  /// Writes each entry of `body` on one line of its own, whatever it contains.
  public mutating func compact(_ body: (inout JSONText) -> Void) {
    let outer = compactFrom
    compactFrom = outer ?? depth
    body(&self)
    compactFrom = outer
  }

  /// Whether what is written now goes on in its line.
  private var isInLine: Bool { compactFrom.map { depth > $0 } ?? false }

  private mutating func container(
    _ key: String?, open: String, close: String, _ body: (inout JSONText) -> Void
  ) {
    begin(key)
    text += open
    depth += 1
    needsComma = false
    let length = text.utf8.count
    let staysInLine = isInLine
    body(&self)
    depth -= 1
    if text.utf8.count > length, !staysInLine { breakLine() }
    text += close
    needsComma = true
  }

  private mutating func begin(_ key: String?) {
    if needsComma { text += isInLine ? ", " : "," }
    if depth > 0, !isInLine { breakLine() }
    needsComma = true
    if let key { text += Self.quoted(key) + ": " }
  }

  private mutating func breakLine() { text += "\n" + String(repeating: "  ", count: depth) }

  /// A string in quotes with everything escaped that JSON wants escaped.
  public static func quoted(_ value: String) -> String {
    let hexadecimal = Array("0123456789abcdef")
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        text += "\\u00"
        text.append(hexadecimal[Int(scalar.value >> 4)])
        text.append(hexadecimal[Int(scalar.value & 15)])
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}

extension JSONText {
  /// Diagnostics as an editor reads them: positions from 1, the end exclusive.
  public static func diagnostics(_ items: [Diagnostic]) -> String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", 1)
      json.array("diagnostics") { json in
        for item in items { json.object { $0.write(item) } }
      }
    }
    return json.text + "\n"
  }

  private mutating func write(_ item: Diagnostic) {
    string("code", item.code)
    string("severity", item.severity.rawValue)
    string("message", item.title)
    string("file", item.place.file)
    integer("line", item.place.position?.line)
    integer("column", item.place.position?.column)
    var end: SourceText.Position?
    if case .text(let source, _, let upper) = item.place { end = source.position(of: Int(upper)) }
    integer("end_line", end?.line)
    integer("end_column", end?.column)
    compact { json in
      json.array("evidence") { json in for line in item.evidence { json.string(nil, line) } }
      json.array("trail") { json in for line in item.trail { json.string(nil, line) } }
    }
    string("help", item.help)
  }
}
