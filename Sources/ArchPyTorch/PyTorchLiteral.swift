/// A number, a flag or a tuple, as Python writes it.
package struct PyTorchLiteral: Hashable, Sendable {
  /// The text.
  package var text: String

  /// A literal by its text.
  package init(text: String) { self.text = text }
  /// A whole number.
  package init(_ value: Int) { text = String(value) }
  /// A flag.
  package init(_ value: Bool) { text = value ? "True" : "False" }
  /// A number; infinite ones have no literal.
  package init(_ value: Double) {
    text = value.isFinite ? "\(value)" : "float(\"\(value < 0 ? "-inf" : "inf")\")"
  }
  /// A tuple.
  package init(_ values: [Int]) {
    text = "(\(values.map(String.init).joined(separator: ", "))\(values.count == 1 ? "," : ""))"
  }
  /// One number if all axes agree, otherwise a tuple.
  package init(axes values: [Int]) {
    if let first = values.first, values.allSatisfy({ $0 == first }) {
      self.init(first)
    } else {
      self.init(values)
    }
  }
}

extension PyTorchLiteral: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral
{
  /// A whole number.
  package init(integerLiteral value: Int) { self.init(value) }
  /// A number.
  package init(floatLiteral value: Double) { self.init(value) }
  /// A flag.
  package init(booleanLiteral value: Bool) { self.init(value) }
}
