import ArchGraph

/// What a figure is, of a layer, of some layers or of a network.
public enum FigureValue: Hashable, Sendable {
  /// A whole number.
  case count(Int)
  /// What is known of a whole number; layers whose work depends on the data are not in it.
  case atLeast(Int)
  /// A number that is not whole, with the decimals that are worth showing; nil for as many as it has.
  case decimal(Double, decimals: Int?)
  /// A number for each axis; nil where an axis has none, which tables show as `missing`.
  case axes([Double?], missing: String)
  /// A receptive field that is not limited to a window.
  case whole
  /// Beyond the range of 64-bit integers.
  case tooLarge
  /// None.
  case absent

  /// The same with one number for all axes where they agree.
  public var agreed: FigureValue {
    guard case .axes(let axes, let missing) = self, let first = axes.first, axes.allSatisfy({ $0 == first })
    else { return self }
    return .axes([first], missing: missing)
  }

  /// The whole number, or the known part of it; of axes, where they agree.
  public var known: Int? {
    switch self {
    case .count(let value), .atLeast(let value): value
    case .axes(let axes, _):
      axes.first.flatMap { first in first.flatMap { axes.allSatisfy { $0 == first } ? Int(exactly: $0) : nil }
      }
    case .decimal, .whole, .tooLarge, .absent: nil
    }
  }

  /// The number, where all of it is known.
  public var number: Double? {
    switch self {
    case .count(let value): Double(value)
    case .decimal(let value, _): value
    case .axes: known.map(Double.init)
    case .atLeast, .whole, .tooLarge, .absent: nil
    }
  }
}
