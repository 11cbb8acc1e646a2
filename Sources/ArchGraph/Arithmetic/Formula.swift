/// The working of a whole number: it evaluates to the number, and prints with symbols or with values.
package indirect enum Formula: Hashable, Sendable {
  /// A value that has a name.
  case named(String, Int)
  /// A constant of the formula itself.
  case literal(Int)
  /// The sum of the parts.
  case sum([Formula])
  /// The first less the second.
  case difference(Formula, Formula)
  /// The product of the parts.
  case product([Formula])
  /// The quotient rounded towards minus infinity.
  case floor(Formula, Formula)
  /// The quotient rounded towards infinity.
  case ceiling(Formula, Formula)

  /// The number, or `nil` if a step leaves the range of `Int` or divides by zero.
  package var value: Int? { checked.value }

  private var checked: CheckedInteger {
    switch self {
    case .named(_, let value), .literal(let value): CheckedInteger(value)
    case .sum(let parts): parts.reduce(CheckedInteger(0)) { $0 + $1.checked }
    case .difference(let a, let b): a.checked - b.checked
    case .product(let parts): parts.reduce(CheckedInteger(1)) { $0 * $1.checked }
    case .floor(let a, let b): CheckedInteger.floor(a.checked, dividedBy: b.checked)
    case .ceiling(let a, let b): CheckedInteger.ceiling(a.checked, dividedBy: b.checked)
    }
  }

  /// How a named value is printed.
  package enum Style: Sendable {
    /// Its name.
    case symbols
    /// Its number.
    case values
  }

  /// The formula as text, such as `floor((32 + 2*0 - 5)/1) + 1`.
  package func text(_ style: Style) -> String { text(style, inside: 0) }

  /// Binding strength: 1 for sums and differences, 2 for products, 3 for single words.
  private func text(_ style: Style, inside strength: Int) -> String {
    let (text, own): (String, Int) =
      switch self {
      case .named(let symbol, let value): (style == .symbols ? symbol : Self.signed(value), 3)
      case .literal(let value): (Self.signed(value), 3)
      case .sum(let parts): (parts.map { $0.text(style, inside: 1) }.joined(separator: " + "), 1)
      case .difference(let a, let b):
        ("\(a.text(style, inside: 1)) - \(b.text(style, inside: 2))", 1)
      case .product(let parts): (parts.map { $0.text(style, inside: 2) }.joined(separator: "*"), 2)
      case .floor(let a, let b): ("floor(\(a.text(style, inside: 2))/\(b.text(style, inside: 3)))", 3)
      case .ceiling(let a, let b): ("ceil(\(a.text(style, inside: 2))/\(b.text(style, inside: 3)))", 3)
      }
    return own < strength ? "(\(text))" : text
  }

  private static func signed(_ value: Int) -> String { value < 0 ? "(\(value))" : "\(value)" }
}

extension Formula: Quantity {
  /// The sum.
  package static func + (a: Formula, b: Formula) -> Formula {
    if case .sum(let parts) = a { return .sum(parts + [b]) }
    return .sum([a, b])
  }
  /// The difference.
  package static func - (a: Formula, b: Formula) -> Formula { .difference(a, b) }
  /// The product.
  package static func * (a: Formula, b: Formula) -> Formula {
    if case .product(let parts) = a { return .product(parts + [b]) }
    return .product([a, b])
  }
  /// The quotient rounded down.
  package static func floor(_ a: Formula, dividedBy b: Formula) -> Formula { .floor(a, b) }
  /// The quotient rounded up.
  package static func ceiling(_ a: Formula, dividedBy b: Formula) -> Formula { .ceiling(a, b) }
}
