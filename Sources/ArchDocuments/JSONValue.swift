/// A parsed JSON document, with exact integers.
package enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number within the range of `Int`, written without fraction or exponent.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object, with its members in the order of the text.
  case object([Member])

  /// One member of an object.
  package struct Member: Hashable, Sendable {
    /// The name.
    package var key: String
    /// The value.
    package var value: JSONValue
  }

  /// How deep arrays and objects may be nested.
  package static let deepest = 64

  /// Reads a document (RFC 8259): UTF-8, with or without a byte order mark.
  ///
  /// The time and memory it takes are proportional to the text; callers that read files bound their size.
  ///
  /// - Throws: the first thing that is not JSON, with its place.
  package init(parsing bytes: [UInt8]) throws(JSONFault) {
    self = try bytes.withUnsafeBufferPointer { buffer throws(JSONFault) in
      var parser = JSONParser(bytes: buffer)
      return try parser.document()
    }
  }

  /// The member of an object with a key; the last if there are several, as in most readers.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }
}

/// Why a text is not JSON.
package struct JSONFault: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// Something else had to be here.
    case expected(String)
    /// A string without its closing quote.
    case unterminatedString
    /// A control character in a string, which must be escaped.
    case controlCharacter
    /// A backslash that does not begin an escape, or half of a surrogate pair.
    case badEscape
    /// Digits that are not a number.
    case badNumber
    /// Bytes that are not UTF-8.
    case badEncoding
    /// Arrays and objects nested deeper than ``JSONValue/deepest``.
    case tooDeep
    /// More text after the document.
    case trailingText
  }

  /// What is wrong.
  package var kind: Kind
  /// The line, from 1.
  package var line: Int
  /// The byte within the line, from 1.
  package var column: Int

  /// The fault as a clause with its place.
  package var reason: String {
    let what =
      switch kind {
      case .expected(let what): "\(what) is missing"
      case .unterminatedString: "a string is not closed"
      case .controlCharacter: "a string has a control character"
      case .badEscape: "there is no such escape"
      case .badNumber: "this is not a number"
      case .badEncoding: "this is not UTF-8"
      case .tooDeep: "it is nested more than \(JSONValue.deepest) deep"
      case .trailingText: "there is more text after its end"
      }
    return "\(what) at line \(line), column \(column)"
  }
}

private struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  private var place = 0
  private var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  mutating func document() throws(JSONFault) -> JSONValue {
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { place = 3 }
    let value = try value()
    skipSpace()
    guard place == bytes.count else { throw fault(.trailingText) }
    return value
  }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  private func fault(_ kind: JSONFault.Kind) -> JSONFault {
    var line = 1
    var start = 0
    for index in 0..<min(place, bytes.count) where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      start = index + 1
    }
    return JSONFault(kind: kind, line: line, column: min(place, bytes.count) - start + 1)
  }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
  }

  /// Skips a byte if it is the next after white space.
  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private mutating func value() throws(JSONFault) -> JSONValue {
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return .object(try nested { parser throws(JSONFault) in try parser.members() })
    case UInt8(ascii: "["): return .array(try nested { parser throws(JSONFault) in try parser.elements() })
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), .some(48...57): return try number()
    default: throw fault(.expected("a value"))
    }
  }

  private mutating func nested<Content>(
    _ body: (inout JSONParser) throws(JSONFault) -> Content
  ) throws(JSONFault) -> Content {
    guard depth < JSONValue.deepest else { throw fault(.tooDeep) }
    depth += 1
    place += 1
    let content = try body(&self)
    depth -= 1
    return content
  }

  private mutating func members() throws(JSONFault) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if skip("}") { return members }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw fault(.expected("a key in quotes")) }
      let key = try string()
      guard skip(":") else { throw fault(.expected("`:`")) }
      members.append(JSONValue.Member(key: key, value: try value()))
    } while skip(",")
    guard skip("}") else { throw fault(.expected("`,` or `}`")) }
    return members
  }

  private mutating func elements() throws(JSONFault) -> [JSONValue] {
    var elements: [JSONValue] = []
    if skip("]") { return elements }
    repeat { elements.append(try value()) } while skip(",")
    guard skip("]") else { throw fault(.expected("`,` or `]`")) }
    return elements
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    for index in 0..<text.utf8CodeUnitCount {
      guard place + index < bytes.count, bytes[place + index] == text.utf8Start[index] else {
        throw fault(.expected("a value"))
      }
    }
    place += text.utf8CodeUnitCount
    return value
  }

  // MARK: Numbers

  private mutating func number() throws(JSONFault) -> JSONValue {
    let start = place
    var isWhole = true
    if next == UInt8(ascii: "-") { place += 1 }
    let first = next
    let count = digits()
    guard count > 0, first != UInt8(ascii: "0") || count == 1 else { throw fault(.badNumber) }
    if next == UInt8(ascii: ".") {
      isWhole = false
      place += 1
      guard digits() > 0 else { throw fault(.badNumber) }
    }
    if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
      isWhole = false
      place += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
      guard digits() > 0 else { throw fault(.badNumber) }
    }
    let text = String(decoding: bytes[start..<place], as: UTF8.self)
    if isWhole, let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text), number.isFinite else { throw fault(.badNumber) }
    return .number(number)
  }

  private func isDigit(_ index: Int) -> Bool { index < bytes.count && (48...57).contains(bytes[index]) }

  /// Skips digits and counts them.
  private mutating func digits() -> Int {
    let start = place
    while isDigit(place) { place += 1 }
    return place - start
  }

  // MARK: Strings

  private mutating func string() throws(JSONFault) -> String {
    place += 1
    let start = place
    // Nearly all strings are plain, and taken at once.
    while let byte = next, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { place += 1 }
    var text = Array(bytes[start..<place])
    while true {
      guard let byte = next else { throw fault(.unterminatedString) }
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else { throw fault(.badEncoding) }
        place += 1
        return string
      case UInt8(ascii: "\\"): try escape(to: &text)
      case ..<0x20: throw fault(.controlCharacter)
      default:
        text.append(byte)
        place += 1
      }
    }
  }

  private mutating func escape(to text: inout [UInt8]) throws(JSONFault) {
    place += 1
    guard let byte = next else { throw fault(.unterminatedString) }
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var units = [try unit()]
      if UTF16.isLeadSurrogate(units[0]), next == UInt8(ascii: "\\"), place + 1 < bytes.count,
        bytes[place + 1] == UInt8(ascii: "u")
      {
        place += 2
        units.append(try unit())
      }
      guard let character = String(validating: units, as: UTF16.self) else { throw fault(.badEscape) }
      text += character.utf8
    default: throw fault(.badEscape)
    }
  }

  /// Four hexadecimal digits.
  private mutating func unit() throws(JSONFault) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }), (next ?? 0) < 0x80
      else { throw fault(.badEscape) }
      unit = unit << 4 | UInt16(digit)
      place += 1
    }
    return unit
  }
}
