/// One word or sign of a text, by its bytes.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    case name(Name)
    case integer(Int)
    case decimal(Double)
    case string
    case sign(Sign)
    case lineBreak
    case end
  }

  var kind: Kind
  var lower: Int32
  var upper: Int32

  var range: Range<Int> { Int(lower)..<Int(upper) }
}

/// The signs of the language.
enum Sign: String, Sendable {
  case leftParenthesis = "("
  case rightParenthesis = ")"
  case leftBracket = "["
  case rightBracket = "]"
  case leftBrace = "{"
  case rightBrace = "}"
  case comma = ","
  case colon = ":"
  case dot = "."
  case arrow = "->"
  case assign = "="
  case equal = "=="
  case unequal = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case percent = "%"
  case power = "^"
}

extension Sign {
  /// The sign that begins with a byte, and how many bytes it has.
  static func read(_ byte: UInt8, _ next: UInt8) -> (sign: Sign, length: Int)? {
    let equals = next == UInt8(ascii: "=")
    switch byte {
    case UInt8(ascii: "("): return (.leftParenthesis, 1)
    case UInt8(ascii: ")"): return (.rightParenthesis, 1)
    case UInt8(ascii: "["): return (.leftBracket, 1)
    case UInt8(ascii: "]"): return (.rightBracket, 1)
    case UInt8(ascii: "{"): return (.leftBrace, 1)
    case UInt8(ascii: "}"): return (.rightBrace, 1)
    case UInt8(ascii: ","): return (.comma, 1)
    case UInt8(ascii: ":"): return (.colon, 1)
    case UInt8(ascii: "."): return (.dot, 1)
    case UInt8(ascii: "-"): return next == UInt8(ascii: ">") ? (.arrow, 2) : (.minus, 1)
    case UInt8(ascii: "="): return equals ? (.equal, 2) : (.assign, 1)
    case UInt8(ascii: "!"): return equals ? (.unequal, 2) : nil
    case UInt8(ascii: "<"): return equals ? (.lessOrEqual, 2) : (.less, 1)
    case UInt8(ascii: ">"): return equals ? (.greaterOrEqual, 2) : (.greater, 1)
    case UInt8(ascii: "+"): return (.plus, 1)
    case UInt8(ascii: "*"): return (.times, 1)
    case UInt8(ascii: "/"): return (.divide, 1)
    case UInt8(ascii: "%"): return (.percent, 1)
    case UInt8(ascii: "^"): return (.power, 1)
    default: return nil
    }
  }
}

/// A comment, by its bytes, from its `//` to the end of its line.
struct Comment: Sendable {
  var lower: Int32
  var upper: Int32
  /// The number of tokens before it.
  var tokensBefore: Int32
}
