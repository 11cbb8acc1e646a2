import ArchGraph

/// The value of a figure, for a layer, for some layers or for a network.
public enum FigureValue: Hashable, Sendable {
  /// A whole number.
  case count(Int)
  /// The known part of a whole number; layers whose work depends on the data are not in it.
  case atLeast(Int)
  /// A number that is not whole, with the decimals worth showing, or `nil` for as many as it has.
  case decimal(Double, decimals: Int?)
  /// A number for each axis, or `nil` if an axis has none, which tables show as `missing`.
  case axes([Double?], missing: String)
  /// A receptive field that is not limited to a window.
  case whole
  /// Beyond the range of 64-bit integers.
  case tooLarge
  /// No value.
  case absent

  /// The same, with a single number if all axes agree.
  public var agreed: FigureValue {
    guard case .axes(let axes, let missing) = self, let first = axes.first, axes.allSatisfy({ $0 == first })
    else { return self }
    return .axes([first], missing: missing)
  }

  /// The whole number, or the known part of it; for axes, their number if they agree.
  public var known: Int? {
    switch self {
    case .count(let value), .atLeast(let value): value
    case .axes(let axes, _):
      axes.first.flatMap { first in first.flatMap { axes.allSatisfy { $0 == first } ? Int(exactly: $0) : nil }
      }
    case .decimal, .whole, .tooLarge, .absent: nil
    }
  }

  /// The number, if all of it is known.
  public var number: Double? {
    switch self {
    case .count(let value): Double(value)
    case .decimal(let value, _): value
    case .axes: known.map(Double.init)
    case .atLeast, .whole, .tooLarge, .absent: nil
    }
  }
}
