/// Whole numbers with checked arithmetic, plain or remembering how they came about.
///
/// A rule written once over `Quantity` gives the number when run with ``Checked`` and the working of the same
/// number when run with ``Formula``: there is no second formula to keep in step.
protocol Quantity {
  /// A value that has a name in formulas.
  static func named(_ symbol: String, _ value: Int) -> Self
  /// A constant of the formula itself.
  static func literal(_ value: Int) -> Self
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  /// The quotient rounded towards minus infinity; the divisor is positive.
  static func floor(_ a: Self, dividedBy b: Self) -> Self
  /// The quotient rounded towards infinity; the divisor is positive.
  static func ceiling(_ a: Self, dividedBy b: Self) -> Self
}

/// An integer, or nothing once a step went beyond the range of `Int`.
struct Checked: Quantity, Hashable, Sendable {
  var value: Int?

  init(_ value: Int?) { self.value = value }

  static func named(_ symbol: String, _ value: Int) -> Checked { Checked(value) }
  static func literal(_ value: Int) -> Checked { Checked(value) }

  static func + (a: Checked, b: Checked) -> Checked { combine(a, b) { $0.addingReportingOverflow($1) } }
  static func - (a: Checked, b: Checked) -> Checked { combine(a, b) { $0.subtractingReportingOverflow($1) } }
  static func * (a: Checked, b: Checked) -> Checked { combine(a, b) { $0.multipliedReportingOverflow(by: $1) } }

  static func floor(_ a: Checked, dividedBy b: Checked) -> Checked {
    guard let a = a.value, let b = b.value, b > 0 else { return Checked(nil) }
    return Checked(a / b - (a % b < 0 ? 1 : 0))
  }

  static func ceiling(_ a: Checked, dividedBy b: Checked) -> Checked {
    guard let a = a.value, let b = b.value, b > 0 else { return Checked(nil) }
    return Checked(a / b + (a % b > 0 ? 1 : 0))
  }

  @inline(__always)
  private static func combine(
    _ a: Checked, _ b: Checked, _ step: (Int, Int) -> (partialValue: Int, overflow: Bool)
  ) -> Checked {
    guard let a = a.value, let b = b.value else { return Checked(nil) }
    let (value, overflow) = step(a, b)
    return Checked(overflow ? nil : value)
  }
}
