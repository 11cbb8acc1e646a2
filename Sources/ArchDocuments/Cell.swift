/// The content of one cell of a table; how its numbers are written is up to the reader.
public enum Cell: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// Text.
  case text(String)
  /// A count, which may be large.
  case count(Int)
  /// An integer that is read digit by digit and never scaled: a depth, an extent.
  case extent(Int)
  /// The known part of a number that also has unknown parts.
  case partlyKnown(Int)
  /// A number that cannot be known without the data.
  case unknown
  /// A number with a count of decimals, or as it is, and the text after it, such as a per cent sign.
  case decimal(Double, decimals: Int? = nil, unit: String = "")
  /// The extents of a shape, in the order in which they are shown.
  case shape([Int])
  /// Nothing, in a row where others have a value.
  case absent
  /// Nothing, where no value is expected.
  case blank

  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }

  /// The cell as people read it.
  public func text(_ numbers: NumberStyle) -> String {
    switch self {
    case .text(let text): text
    case .count(let value): numbers.text(value)
    case .extent(let value): numbers == .exact ? "\(value)" : NumberText.grouped(value)
    case .partlyKnown(let value): numbers.text(value) + " + unknown"
    case .unknown: "unknown"
    case .decimal(let value, let decimals?, let unit):
      NumberText.fixed(value, decimals: decimals, isGrouped: numbers != .exact) + unit
    case .decimal(let value, nil, let unit): (Int(exactly: value).map { "\($0)" } ?? "\(value)") + unit
    case .shape(let extents): "(" + extents.map(String.init).joined(separator: ", ") + ")"
    case .absent: "-"
    case .blank: ""
    }
  }

  /// The number that rows are ordered by, or `nil` if there is none.
  public var value: Double? {
    switch self {
    case .count(let value), .extent(let value), .partlyKnown(let value): Double(value)
    case .decimal(let value, _, _): value
    case .shape(let extents): extents.reduce(1) { $0 * Double($1) }
    case .text, .unknown, .absent, .blank: nil
    }
  }
}
