/// Whole numbers with checked arithmetic, plain or remembering how they came about.
///
/// A rule written once over `Quantity` gives the number when run with ``CheckedInteger`` and the working of the same
/// number when run with ``Formula``: there is no second formula to keep in step.
package protocol Quantity {
  /// A value that has a name in formulas.
  static func named(_ symbol: String, _ value: Int) -> Self
  /// A constant of the formula itself.
  static func literal(_ value: Int) -> Self
  /// The sum.
  static func + (a: Self, b: Self) -> Self
  /// The difference.
  static func - (a: Self, b: Self) -> Self
  /// The product.
  static func * (a: Self, b: Self) -> Self
  /// The quotient rounded towards minus infinity; the divisor is positive.
  static func floor(_ a: Self, dividedBy b: Self) -> Self
  /// The quotient rounded towards infinity; the divisor is positive.
  static func ceiling(_ a: Self, dividedBy b: Self) -> Self
}
