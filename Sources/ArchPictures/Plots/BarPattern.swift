import ArchDocuments

/// The fill of the bars of one series, so that series differ without colours.
enum BarPattern: CaseIterable {
  case solid, striped, empty, ruled

  /// The pattern of a series, by its number.
  static func of(series: Int) -> BarPattern { allCases[series % allCases.count] }

  /// A bar in the colour of a series.
  func elements(in box: Rectangle, series: Int) -> [Picture.Element] {
    guard box.width > 0, box.height > 0 else { return [] }
    guard self != .solid else { return [.rectangle(box, Picture.Style(fill: .series(series)))] }
    var result: [Picture.Element] = [.rectangle(box, Picture.Style(fill: .tint(series)))]
    let lines =
      switch self {
      case .solid, .empty: [Segment]()
      case .striped: Self.diagonals(in: box, spacing: 5)
      case .ruled: Self.uprights(in: box, spacing: 4)
      }
    result += lines.map { .line([$0.start, $0.end], Picture.Style(stroke: .series(series))) }
    // The outline is inside, so that bars of one value are equally long.
    if box.width > 1 {
      result.append(.rectangle(box.inset(by: 0.5), Picture.Style(stroke: .series(series))))
    } else {
      result.append(.rectangle(box, Picture.Style(fill: .series(series))))
    }
    return result
  }

  /// Lines that rise to the right, clipped to a box.
  static func diagonals(in box: Rectangle, spacing: Double) -> [Segment] {
    guard box.width > 0, box.height > 0, spacing > 0.5 else { return [] }
    return stride(from: box.x + spacing, to: box.right + box.height, by: spacing).compactMap { x in
      Segment(start: Point(x - box.height, box.bottom), end: Point(x, box.y)).clipped(to: box)
    }
  }

  private static func uprights(in box: Rectangle, spacing: Double) -> [Segment] {
    stride(from: box.x + spacing, to: box.right, by: spacing).map {
      Segment(start: Point($0, box.y), end: Point($0, box.bottom))
    }
  }
}
