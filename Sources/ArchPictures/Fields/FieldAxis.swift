import ArchDocuments

/// Positions from a lower one up to a higher one.
struct FieldSpan: Hashable {
  var low: Double
  var high: Double

  var length: Double { high - low }

  /// The overlap with another span, or `nil` if there is none.
  func clipped(to other: FieldSpan) -> FieldSpan? {
    let (low, high) = (max(low, other.low), min(high, other.high))
    return low < high ? FieldSpan(low: low, high: high) : nil
  }
}

/// An axis of a field: its ranges in order, and the part that is drawn.
struct FieldAxis {
  let name: String
  /// The input.
  let input: FieldSpan
  /// The ranges that are seen, in order, with gaps between them.
  let seen: [FieldSpan]
  /// From the first to the last position that is seen.
  let hull: FieldSpan?
  /// The same for the next position.
  let next: FieldSpan?
  /// The part drawn: the input, and what is seen beyond it, unless that is much more than the input.
  let window: FieldSpan

  init(_ axis: FieldDrawing.Axis) {
    name = axis.name.visible
    input = FieldSpan(low: 0, high: Double(max(1, axis.extent)))
    seen = Self.merged(axis.seen)
    hull = Self.hull(seen)
    next = Self.hull(Self.merged(axis.next))
    let most = max(8, input.length)
    var window = input
    for span in [hull, next] {
      guard let span, span.clipped(to: FieldSpan(low: -most, high: input.high + most)) != nil else {
        continue
      }
      window.low = min(window.low, max(span.low, -most))
      window.high = max(window.high, min(span.high, input.high + most))
    }
    self.window = window
  }

  /// Ranges in order; those that touch or overlap are joined.
  private static func merged(_ ranges: [Range<Int>]) -> [FieldSpan] {
    var result: [FieldSpan] = []
    let ordered = ranges.filter { !$0.isEmpty }.sorted {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }
    for range in ordered {
      let span = FieldSpan(low: Double(range.lowerBound), high: Double(range.upperBound))
      if let last = result.last, span.low <= last.high {
        result[result.count - 1].high = max(last.high, span.high)
      } else {
        result.append(span)
      }
    }
    return result
  }

  private static func hull(_ spans: [FieldSpan]) -> FieldSpan? {
    guard let first = spans.first, let last = spans.last else { return nil }
    return FieldSpan(low: first.low, high: last.high)
  }

  /// Whether all of the input is seen.
  var seesWholeInput: Bool { seen.contains { $0.low <= input.low && $0.high >= input.high } }

  /// Whether more is seen than is drawn.
  var isCropped: Bool {
    guard let hull else { return false }
    return hull.low < window.low || hull.high > window.high
  }

  /// The seen ranges within the window, cut at the edges of the input, and whether each is inside the input.
  var pieces: [(span: FieldSpan, isInside: Bool)] {
    let parts = [
      (FieldSpan(low: -.infinity, high: input.low), false), (input, true),
      (FieldSpan(low: input.high, high: .infinity), false),
    ]
    return seen.flatMap { span in
      parts.compactMap { part, isInside in
        span.clipped(to: part)?.clipped(to: window).map { ($0, isInside) }
      }
    }
  }
}

/// An axis in its place on the page.
struct FieldRuler {
  let axis: FieldAxis
  /// Where the window begins on the page.
  let start: Double
  /// How many pixels a position takes.
  let scale: Double

  /// Where the window ends on the page.
  var end: Double { start + axis.window.length * scale }

  /// The middle of the input on the page.
  var middle: Double { (place(axis.input.low) + place(axis.input.high)) / 2 }

  /// The place of a position, within the window.
  func place(_ position: Double) -> Double {
    start + (max(axis.window.low, min(axis.window.high, position)) - axis.window.low) * scale
  }

  /// Round positions of the input with room for a label at each, and the end of the input.
  func ticks(room: (String) -> Double) -> [(place: Double, label: String)] {
    let extent = axis.input.high
    let last = (place: place(extent), label: Self.label(extent))
    let needed = room(last.label)
    var step = 1.0
    // Steps of 1, 2, 5, 10, 20 and so on; the range of `Double` ends long before the last.
    for index in 0..<64 where step * scale < needed { step *= index % 3 == 1 ? 2.5 : 2 }
    var result: [(place: Double, label: String)] = []
    var position = 0.0
    while position < extent, last.place - place(position) >= needed {
      result.append((place(position), Self.label(position)))
      position += step
    }
    return result + [last]
  }

  /// A number with all its digits, unless that is too wide for the page.
  static func label(_ position: Double) -> String {
    guard position.magnitude < 1e8 else {
      return (position < 0 ? "−" : "") + NumberText.scientific(position.magnitude)
    }
    return NumberText.grouped(Int(position)).replacingMinus
  }
}

extension String {
  /// The text with a proper minus sign.
  fileprivate var replacingMinus: String { hasPrefix("-") ? "−" + dropFirst() : self }
}
