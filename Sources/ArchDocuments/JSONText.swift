/// Writes JSON text without Foundation: the caller says what comes, this takes care of commas and escapes.
///
/// Two-space indentation, one entry a line, keys in the order they are written; an empty array or object stays on one
/// line, and so does each entry written inside ``compact(_:)``.
package struct JSONText: Sendable {
  /// What has been written so far, as UTF-8.
  private var bytes: [UInt8] = []
  private var depth = 0
  private var needsComma = false
  /// The depth below which everything is on one line.
  private var compactFrom: Int?

  /// An empty text.
  package init() {}

  /// What has been written so far.
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes an object; `body` writes its members with keys.
  package mutating func object(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    container(key, open: "{", close: "}", body)
  }

  /// Writes an array; `body` writes its elements without keys.
  package mutating func array(_ key: String? = nil, _ body: (inout JSONText) -> Void) {
    container(key, open: "[", close: "]", body)
  }

  /// Writes a string.
  package mutating func string(_ key: String? = nil, _ value: String?) {
    begin(key)
    guard let value else { return put("null") }
    quote(value)
  }

  /// Writes an exact integer.
  package mutating func integer(_ key: String? = nil, _ value: Int?) {
    begin(key)
    guard let value else { return put("null") }
    put(String(value))
  }

  /// Writes a number; one that JSON cannot express (infinite, not a number) becomes null.
  package mutating func number(_ key: String? = nil, _ value: Double?) {
    begin(key)
    guard let value, value.isFinite else { return put("null") }
    put(Int(exactly: value).map { String($0) } ?? "\(value)")
  }

  /// Writes true or false.
  package mutating func boolean(_ key: String? = nil, _ value: Bool) {
    begin(key)
    put(value ? "true" : "false")
  }

  /// Writes each entry of `body` on a single line, whatever it contains.
  package mutating func compact(_ body: (inout JSONText) -> Void) {
    let outer = compactFrom
    compactFrom = outer ?? depth
    body(&self)
    compactFrom = outer
  }

  /// Whether the next entry continues the current line.
  private var isInLine: Bool { compactFrom.map { depth > $0 } ?? false }

  private mutating func container(
    _ key: String?, open: Unicode.Scalar, close: Unicode.Scalar, _ body: (inout JSONText) -> Void
  ) {
    begin(key)
    bytes.append(UInt8(ascii: open))
    depth += 1
    needsComma = false
    let length = bytes.count
    let staysInLine = isInLine
    body(&self)
    depth -= 1
    if bytes.count > length, !staysInLine { breakLine() }
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func begin(_ key: String?) {
    let isInLine = isInLine
    if needsComma {
      bytes.append(UInt8(ascii: ","))
      if isInLine { bytes.append(UInt8(ascii: " ")) }
    }
    if depth > 0, !isInLine { breakLine() }
    needsComma = true
    guard let key else { return }
    quote(key)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(UInt8(ascii: " "))
  }

  private mutating func breakLine() {
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<2 * depth { bytes.append(UInt8(ascii: " ")) }
  }

  private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Writes a string in quotes; nearly all are plain, and copied as they are.
  private mutating func quote(_ value: String) {
    let isPlain = value.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    guard isPlain else { return put(Self.quoted(value)) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: value.utf8)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A string in quotes with all required escapes, and with escapes for invisible characters: control characters,
  /// writing directions and invisible characters.
  package static func quoted(_ value: String) -> String {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.isHidden:
        for unit in UTF16.encode(scalar).map({ Array($0) }) ?? [] {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
