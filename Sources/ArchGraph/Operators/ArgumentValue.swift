/// A value that an argument of an operator can have, as written in the language.
public indirect enum ArgumentValue: Hashable, Sendable {
  /// A whole number.
  case integer(Int)
  /// A decimal number.
  case decimal(Double)
  /// `true` or `false`.
  case boolean(Bool)
  /// One of a fixed set of words, such as `same`.
  case word(String)
  /// A text in quotation marks.
  case text(String)
  /// A list of values.
  case list([ArgumentValue])
}

extension ArgumentValue: CustomStringConvertible {
  /// The value as the language writes it.
  public var description: String {
    switch self {
    case .integer(let value): "\(value)"
    case .decimal(let value): "\(value)"
    case .boolean(let value): "\(value)"
    case .word(let word): word
    case .text(let text): "\"\(text)\""
    case .list(let values): "[\(values.map(\.description).joined(separator: ", "))]"
    }
  }
}

extension ArgumentValue: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByStringLiteral, ExpressibleByArrayLiteral
{
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// A decimal number.
  public init(floatLiteral value: Double) { self = .decimal(value) }
  /// `true` or `false`.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  /// A word.
  public init(stringLiteral value: String) { self = .word(value) }
  /// A list.
  public init(arrayLiteral elements: ArgumentValue...) { self = .list(elements) }
}

extension ArgumentValue {
  /// One number, or a list of one for each axis.
  public init(_ axes: Axes) {
    switch axes {
    case .all(let value): self = .integer(value)
    case .each(let values): self = .list(values.map { .integer($0) })
    }
  }

  /// A single whole number, or a list of several.
  public init(oneOrMore values: [Int]) {
    self = values.count == 1 ? .integer(values[0]) : .list(values.map { .integer($0) })
  }

  /// One number, or a list of one for each axis.
  public init(_ scales: Scales) {
    switch scales {
    case .all(let value): self.init(value)
    case .each(let values): self = .list(values.map { ArgumentValue($0) })
    }
  }

  /// A list of whole numbers.
  public init(_ values: [Int]) { self = .list(values.map { .integer($0) }) }

  /// Padding as the language writes it.
  public init(_ padding: Padding) {
    switch padding {
    case .symmetric(let axes): self.init(axes)
    case .same: self = .word("same")
    case .causal: self = .word("causal")
    case .explicit(let sides): self = .list(sides.map { [.integer($0.before), .integer($0.after)] })
    }
  }

  /// A decimal number, written as a whole number if it has no fraction.
  public init(_ value: Double) {
    self = Int(exactly: value).map { .integer($0) } ?? .decimal(value)
  }
}
