/// One number for every axis, or one for each.
public enum Axes: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The same on every axis.
  case all(Int)
  /// One for each axis, outermost first.
  case each([Int])

  /// The same on every axis.
  public init(integerLiteral value: Int) { self = .all(value) }

  /// The number for an axis; the count of axes has been checked before.
  @inline(__always)
  public func callAsFunction(_ axis: Int) -> Int {
    switch self {
    case .all(let value): value
    case .each(let values): values[axis]
    }
  }

  /// The number of axes it was written for, or `nil` if it fits any number.
  public var count: Int? {
    switch self {
    case .all: nil
    case .each(let values): values.count
    }
  }

  /// The numbers for `count` axes.
  public func expanded(to count: Int) -> [Int] { (0..<count).map { self($0) } }
}
