/// An integer, or `nil` once a step has left the range of `Int`.
package struct CheckedInteger: Quantity, Hashable, Sendable {
  /// The integer, or `nil` once a step has left the range.
  package var value: Int?

  /// A number to start from.
  @inlinable package init(_ value: Int?) { self.value = value }

  /// The value; its name is for formulas.
  package static func named(_ symbol: String, _ value: Int) -> CheckedInteger { CheckedInteger(value) }
  /// The value.
  package static func literal(_ value: Int) -> CheckedInteger { CheckedInteger(value) }

  /// The sum.
  package static func + (a: CheckedInteger, b: CheckedInteger) -> CheckedInteger {
    combine(a, b) { $0.addingReportingOverflow($1) }
  }
  /// The difference.
  package static func - (a: CheckedInteger, b: CheckedInteger) -> CheckedInteger {
    combine(a, b) { $0.subtractingReportingOverflow($1) }
  }
  /// The product.
  package static func * (a: CheckedInteger, b: CheckedInteger) -> CheckedInteger {
    combine(a, b) { $0.multipliedReportingOverflow(by: $1) }
  }

  /// The quotient rounded down.
  package static func floor(_ a: CheckedInteger, dividedBy b: CheckedInteger) -> CheckedInteger {
    guard let a = a.value, let b = b.value, b > 0 else { return CheckedInteger(nil) }
    return CheckedInteger(a / b - (a % b < 0 ? 1 : 0))
  }

  /// The quotient rounded up.
  package static func ceiling(_ a: CheckedInteger, dividedBy b: CheckedInteger) -> CheckedInteger {
    guard let a = a.value, let b = b.value, b > 0 else { return CheckedInteger(nil) }
    return CheckedInteger(a / b + (a % b > 0 ? 1 : 0))
  }

  @inline(__always)
  private static func combine(
    _ a: CheckedInteger, _ b: CheckedInteger, _ step: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> CheckedInteger {
    guard let a = a.value, let b = b.value else { return CheckedInteger(nil) }
    let (value, overflow) = step(a, b)
    return CheckedInteger(overflow ? nil : value)
  }
}
