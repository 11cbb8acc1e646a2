import ArchDocuments

/// The parts that plots share: type sizes, a title above, notes below, legends, and how axes are drawn.
///
/// Type is 10 to 12 pixels at any width, so that a plot as wide as the column of a paper is readable there.
struct PlotPage {
  /// The narrowest and the widest page.
  static let widths = 240.0...4000.0
  /// The free space at the edges.
  static let margin = 12.0
  static let titleSize = 12.0
  static let axisTitleSize = 11.0
  static let textSize = 10.0
  /// The distance between lines of small print.
  static let leading = 14.0

  let width: Double
  /// The lowest place used so far.
  var bottom = PlotPage.margin
  var elements: [Picture.Element] = []

  init(width: Double) {
    self.width = width.isFinite ? max(Self.widths.lowerBound, min(Self.widths.upperBound, width)) : 640
  }

  var inner: Double { width - 2 * Self.margin }

  /// Puts a title at the top, in at most three lines.
  mutating func addTitle(_ title: String) {
    let lines = TextMetrics.lines(
      of: title.visible, width: inner, size: Self.titleSize, weight: .bold, most: 3)
    for line in lines {
      bottom += 16
      elements.append(
        .text(
          PictureText(
            line, at: Point(Self.margin, bottom - 4), size: Self.titleSize, weight: .bold)))
    }
    if !lines.isEmpty { bottom += 4 }
  }

  /// Puts small print below everything else, each note on separate lines.
  mutating func addNotes(_ notes: [String]) {
    var isFirst = true
    for note in notes where !note.isEmpty {
      let lines = TextMetrics.lines(of: note.visible, width: inner, size: Self.textSize)
      for line in lines {
        if isFirst { bottom += 6 }
        isFirst = false
        bottom += Self.leading
        elements.append(
          .text(
            PictureText(line, at: Point(Self.margin, bottom - 4), size: Self.textSize, ink: .quiet)))
      }
    }
  }

  /// The finished picture.
  func picture(title: String, summary: String) -> Picture {
    var picture = Picture(
      width: width, height: bottom + Self.margin, title: title.visible, summary: summary.visible)
    picture.elements = elements
    return picture
  }

  // MARK: Legends

  /// One entry of a legend: a mark in a box with a size, and its meaning.
  struct Entry {
    var text: String
    var markWidth = 16.0
    var height = PlotPage.leading
    /// Draws the mark around a point in the middle of its box.
    var mark: (Point) -> [Picture.Element]
  }

  /// Puts entries side by side in as many lines as needed, with a heading before the first.
  mutating func addLegend(_ entries: [Entry], heading: String = "") {
    guard !entries.isEmpty else { return }
    let size = Self.textSize
    var x = Self.margin
    var line: [(entry: Entry, x: Double, text: String)] = []
    var headingText = TextMetrics.fitted(heading.visible, width: inner, size: size)
    func flush(_ page: inout PlotPage) {
      let height = line.map(\.entry.height).max() ?? Self.leading
      let middle = page.bottom + height / 2
      if !headingText.isEmpty {
        page.elements.append(
          .text(PictureText(headingText, at: Point(Self.margin, middle + 3.5), size: size, ink: .quiet)))
        headingText = ""
      }
      for item in line {
        page.elements += item.entry.mark(Point(item.x + item.entry.markWidth / 2, middle))
        page.elements.append(
          .text(
            PictureText(item.text, at: Point(item.x + item.entry.markWidth + 5, middle + 3.5), size: size)))
      }
      page.bottom += height + 2
      line = []
    }
    if !headingText.isEmpty { x += TextMetrics.width(of: headingText, size: size) + 10 }
    for entry in entries {
      let text = TextMetrics.fitted(entry.text.visible, width: inner - entry.markWidth - 5, size: size)
      let needed = entry.markWidth + 5 + TextMetrics.width(of: text, size: size)
      if x + needed > width - Self.margin + 0.01, x > Self.margin {
        flush(&self)
        x = Self.margin
      }
      line.append((entry, x, text))
      x += needed + 16
    }
    flush(&self)
  }

  // MARK: Axes

  /// The room for the labels of an upright axis, without its title.
  static func labelRoom(_ axis: PlotAxis) -> Double {
    (axis.ticks.map { TextMetrics.width(of: $0.label, size: PlotAxis.labelSize) }.max() ?? 0) + 8
  }

  /// A title below the labels of the axis below an area.
  mutating func addAxisTitleBelow(_ title: String, of area: Rectangle) {
    bottom = area.bottom + 18
    let lines = TextMetrics.lines(of: title.visible, width: inner, size: Self.axisTitleSize, most: 2)
    for line in lines {
      bottom += 15
      let half = TextMetrics.width(of: line, size: Self.axisTitleSize) / 2
      let middle = max(Self.margin + half, min(width - Self.margin - half, area.center.x))
      elements.append(
        .text(
          PictureText(line, at: Point(middle, bottom - 4), size: Self.axisTitleSize, anchor: .middle)))
    }
  }

  /// Puts the title of an upright axis beside an area of a height if it fits, otherwise above; returns which.
  mutating func addAxisTitleAbove(_ title: String, ifWiderThan height: Double) -> Bool {
    let size = Self.axisTitleSize
    guard TextMetrics.width(of: title.visible, size: size) > height else { return false }
    for line in TextMetrics.lines(of: title.visible, width: inner, size: size, most: 3) {
      bottom += 15
      elements.append(.text(PictureText(line, at: Point(Self.margin, bottom - 4), size: size)))
    }
    return true
  }

  /// The title of an upright axis at the left edge of the page, beside an area.
  mutating func addAxisTitleLeft(_ title: String, of area: Rectangle) {
    let size = Self.axisTitleSize
    elements.append(
      .text(
        PictureText(
          title, at: Point(Self.margin + TextMetrics.ascent * size, area.center.y), size: size,
          anchor: .middle, isUpright: true)))
  }

  /// The grid, marks and labels of an axis below an area.
  mutating func addAxisBelow(_ axis: PlotAxis, of area: Rectangle, hasGrid: Bool = true) {
    for tick in axis.ticks {
      let x = area.x + axis.share(of: tick.value) * area.width
      if hasGrid { addGrid(Point(x, area.y), Point(x, area.bottom)) }
      addMark(Point(x, area.bottom), Point(x, area.bottom + 4))
      let half = TextMetrics.width(of: tick.label, size: PlotAxis.labelSize) / 2
      let middle = max(Self.margin + half, min(width - Self.margin - half, x))
      elements.append(
        .text(
          PictureText(
            tick.label, at: Point(middle, area.bottom + 15), size: PlotAxis.labelSize, anchor: .middle,
            ink: .quiet)))
    }
    for value in axis.minorTicks {
      let x = area.x + axis.share(of: value) * area.width
      addMark(Point(x, area.bottom), Point(x, area.bottom + 2.5))
    }
    addMark(Point(area.x, area.bottom), Point(area.right, area.bottom))
  }

  /// The grid, marks and labels of an axis to the left of an area.
  mutating func addAxisLeft(_ axis: PlotAxis, of area: Rectangle, hasGrid: Bool = true) {
    for tick in axis.ticks {
      let y = area.bottom - axis.share(of: tick.value) * area.height
      if hasGrid { addGrid(Point(area.x, y), Point(area.right, y)) }
      addMark(Point(area.x - 4, y), Point(area.x, y))
      elements.append(
        .text(
          PictureText(
            tick.label, at: Point(area.x - 7, y + 3.5), size: PlotAxis.labelSize, anchor: .end,
            ink: .quiet)))
    }
    for value in axis.minorTicks {
      let y = area.bottom - axis.share(of: value) * area.height
      addMark(Point(area.x - 2.5, y), Point(area.x, y))
    }
    addMark(Point(area.x, area.y), Point(area.x, area.bottom))
  }

  private mutating func addGrid(_ start: Point, _ end: Point) {
    elements.append(.line([start, end], Picture.Style(stroke: .faint, width: 0.5)))
  }

  private mutating func addMark(_ start: Point, _ end: Point) {
    elements.append(.line([start, end], Picture.Style(stroke: .quiet)))
  }
}
