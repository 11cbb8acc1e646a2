import ArchDocuments

/// Why values cannot be drawn on an axis.
package enum PlotError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There are no values.
  case noValues
  /// A logarithmic axis was given a value without a logarithm.
  case notPositive(Double)
  /// A value is not a number, or too large to be drawn.
  case notFinite

  /// What is wrong, in a sentence.
  package var description: String {
    switch self {
    case .noValues: "there are no values for the axis"
    case .notPositive(let value):
      "a logarithmic axis has no place for \(PlotNumber.significant(value, places: 4))"
    case .notFinite: "a value is not a finite number of at most 1e100"
    }
  }
}

/// An axis of a plot: the range that it shows, and ticks at round numbers with labels that agree.
package struct PlotAxis: Hashable, Sendable {
  /// How values become positions.
  package enum Scale: Hashable, Sendable {
    /// In proportion.
    case linear
    /// In proportion to their logarithms.
    case logarithmic
  }

  /// The direction of an axis, which determines how close its labels may be.
  package enum Direction: Hashable, Sendable {
    /// From left to right.
    case across
    /// From below upwards.
    case up
  }

  /// A labelled mark.
  package struct Tick: Hashable, Sendable {
    /// Its value.
    package let value: Double
    /// The text beside it.
    package let label: String
  }

  /// The room beyond the values.
  package enum Room: Hashable, Sendable {
    /// A share of the range on each side.
    case padded(Double)
    /// From zero, or from the least value if it is negative, to the greatest.
    case fromZero
    /// From zero to the first tick at or above the greatest value.
    case fromZeroToTick
  }

  /// The size of the labels.
  package static let labelSize = 10.0

  /// How values become positions.
  package let scale: Scale
  /// The least value shown.
  package private(set) var low: Double
  /// The greatest value shown.
  package private(set) var high: Double
  /// The labelled marks, ascending.
  package private(set) var ticks: [Tick] = []
  /// The marks without labels: the digits between the powers of ten of a logarithmic axis.
  package private(set) var minorTicks: [Double] = []

  /// Whether an axis can show a value.
  package static func shows(_ value: Double, scale: Scale) -> Bool {
    value.magnitude <= PlotNumber.largest && (scale == .linear || value >= PlotNumber.smallest)
  }

  /// The axis for some values, with a length in pixels.
  ///
  /// Values that differ by less than a hundred-thousandth count as equal: an axis that told them apart would have
  /// labels of ten digits.
  package init(
    values: [Double], scale: Scale = .linear, notation: PlotNotation = .si, room: Room = .padded(0.06),
    direction: Direction = .across, length: Double
  ) throws(PlotError) {
    for value in values {
      guard value.magnitude <= PlotNumber.largest else { throw .notFinite }
      guard Self.shows(value, scale: scale) else { throw .notPositive(value) }
    }
    guard let least = values.min(), let most = values.max() else { throw .noValues }
    self.scale = scale
    let length = length.isFinite ? max(20, min(10_000, length)) : 200
    switch scale {
    case .linear: (low, high) = Self.linearRange(least, most, room)
    case .logarithmic: (low, high) = Self.logarithmicRange(least, most, room)
    }
    let labels = AxisLabels(
      low: low, high: high, scale: scale, notation: notation, direction: direction, length: length)
    if scale == .linear {
      ticks = labels.linear(reaching: room == .fromZeroToTick)
      if room == .fromZeroToTick, let last = ticks.last { high = max(high, last.value) }
    } else {
      (ticks, minorTicks) = labels.logarithmic()
    }
  }

  /// The axis with only its integer ticks.
  var withWholeTicks: PlotAxis {
    var axis = self
    axis.ticks = ticks.filter { $0.value == $0.value.rounded() }
    return axis
  }

  /// How far along the axis a value is, from 0 to 1 for those in its range.
  package func share(of value: Double) -> Double {
    guard value.isFinite else { return 0 }
    switch scale {
    case .linear: return (value - low) / (high - low)
    case .logarithmic:
      guard value > 0 else { return 0 }
      let start = PlotNumber.log10(low)
      return (PlotNumber.log10(value) - start) / (PlotNumber.log10(high) - start)
    }
  }

  private static func sensible(_ share: Double) -> Double { share.isFinite ? max(0, min(1, share)) : 0 }

  private static func linearRange(_ least: Double, _ most: Double, _ room: Room) -> (Double, Double) {
    var (low, high) = (least, most)
    if case .padded = room {} else { (low, high) = (min(0, low), max(0, high)) }
    if high - low <= max(low.magnitude, high.magnitude) * 1e-5 {
      let around = max(low.magnitude, high.magnitude) / 10
      if case .padded = room {
        (low, high) = around > 0 ? (low - around, high + around) : (-1, 1)
      } else {
        high = low + 1
      }
    } else if case .padded(let share) = room {
      let extra = (high - low) * sensible(share)
      (low, high) = (low - extra, high + extra)
    }
    // A smaller range has no digits left for ticks in between.
    if high - low < 1e-90 { high = low + 1 }
    return (low, high)
  }

  private static func logarithmicRange(_ least: Double, _ most: Double, _ room: Room) -> (Double, Double) {
    guard most > least * 1.00001 else { return (least / 2, most * 2) }
    var share = 0.0
    if case .padded(let padding) = room { share = sensible(padding) }
    let (low, high) = (PlotNumber.log10(least), PlotNumber.log10(most))
    let extra = (high - low) * share
    return (PlotNumber.exp10(low - extra), PlotNumber.exp10(high + extra))
  }
}
