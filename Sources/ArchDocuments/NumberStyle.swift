/// How integers are written in a table.
public enum NumberStyle: Hashable, Sendable {
  /// Digits alone, for programs: `138357544`.
  case exact
  /// With a separator between thousands: `138,357,544`.
  case separated
  /// With an SI prefix and a number of significant digits: `138.4 M`.
  case scaled(digits: Int)

  /// A number in this style.
  public func text(_ value: Int) -> String {
    switch self {
    case .exact: "\(value)"
    case .separated: NumberText.grouped(value)
    case .scaled(let digits): NumberText.scaled(value, digits: digits)
    }
  }
}
