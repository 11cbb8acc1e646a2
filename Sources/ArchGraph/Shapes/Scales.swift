/// One positive number for every axis, or one for each, whole or not: the factors by which axes grow.
public enum Scales: Hashable, Sendable, ExpressibleByFloatLiteral {
  /// The same on every axis.
  case all(Double)
  /// One for each axis, outermost first.
  case each([Double])

  /// The same on every axis.
  public init(floatLiteral value: Double) { self = .all(value) }

  /// The number of axes it was written for, or `nil` if it fits any number.
  public var count: Int? {
    switch self {
    case .all: nil
    case .each(let values): values.count
    }
  }

  /// The numbers for `count` axes.
  public func expanded(to count: Int) -> [Double] {
    switch self {
    case .all(let value): Array(repeating: value, count: count)
    case .each(let values): values
    }
  }
}
