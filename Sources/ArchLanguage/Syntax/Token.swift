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

/// A comment, by its bytes, from its `//` to the end of its line.
struct Comment: Sendable {
  var lower: Int32
  var upper: Int32
  /// The number of tokens before it.
  var tokensBefore: Int32
}
