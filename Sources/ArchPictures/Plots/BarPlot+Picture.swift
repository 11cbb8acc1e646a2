import ArchDocuments

extension BarPlot {
  /// The plot on a page of a width.
  package func picture(width: Double = 640) -> Picture {
    var page = PlotPage(width: width)
    page.addTitle(title)
    let (rows, note) = drawnRows
    let layout = BarLayout(self, rows, page.inner)
    if series.count > 1 {
      page.addLegend(
        series.enumerated().map { index, name in
          PlotPage.Entry(text: name, markWidth: 18) { middle in
            let box = Rectangle(x: middle.x - 9, y: middle.y - 4.5, width: 18, height: 9)
            return BarPattern.of(series: index).elements(in: box, series: index)
          }
        })
    }
    if rows.isEmpty || figures.isEmpty {
      page.bottom += 40
      page.elements.append(
        .text(
          PictureText(
            "nothing to draw", at: Point(page.width / 2, page.bottom - 16), size: PlotPage.axisTitleSize,
            anchor: .middle, ink: .quiet)))
    } else {
      for start in stride(from: 0, to: figures.count, by: layout.columns) {
        layout.addPanels(start..<min(figures.count, start + layout.columns), to: &page)
      }
    }
    page.addNotes([note ?? "", layout.note] + notes)
    let what = figures.map(\.title).joined(separator: ", ")
    return page.picture(
      title: title.isEmpty ? what : title,
      summary: "Bars for \(rows.count) rows of \(NumberText.grouped(self.rows.count)) \(rowName): \(what).")
  }
}

/// Lays out rows of bars in panels.
private struct BarLayout {
  let plot: BarPlot
  let rows: [BarPlot.Row]
  let series: Int
  let labels: [String]
  let labelWidth: Double
  /// How many panels are side by side.
  let columns: Int
  let panelWidth: Double

  private static let gap = 16.0
  /// The narrowest panel that is still useful.
  private static let leastPanel = 105.0
  private static let size = PlotPage.textSize

  init(_ plot: BarPlot, _ rows: [BarPlot.Row], _ inner: Double) {
    self.plot = plot
    self.rows = rows
    series = plot.seriesCount
    let most = inner * 0.36
    labels = rows.map { row in
      guard let places = row.places else {
        return PathText.fitted(row.label.visible, width: most, size: Self.size)
      }
      return PathText.fitted(row.label.visible, rows: places, width: most, size: Self.size)
    }
    labelWidth = labels.map { TextMetrics.width(of: $0, size: Self.size) }.max() ?? 0
    let room = inner - labelWidth - 8
    columns = max(1, min(plot.figures.count, Int((room + Self.gap) / (Self.leastPanel + Self.gap))))
    panelWidth = (room - Double(columns - 1) * Self.gap) / Double(columns)
  }

  /// The small print about names that did not fit.
  var note: String {
    let isShort = zip(rows, labels).contains { $1.hasSuffix($0.label.visible) == false }
    return isShort
      ? "Names that do not fit are shortened: parts become initials, or an ellipsis replaces the middle."
      : ""
  }

  private var barHeight: Double { series == 1 ? 10 : 9 }
  private var rowHeight: Double { max(15, Double(series) * (barHeight + 1.5) + 7) }

  /// Adds panels side by side, with the labels of the rows to their left.
  func addPanels(_ figures: Range<Int>, to page: inout PlotPage) {
    page.bottom += 6
    let titles = figures.map {
      TextMetrics.lines(
        of: plot.figures[$0].title.visible, width: panelWidth, size: 11, weight: .bold, most: 3)
    }
    let height = Double(titles.map(\.count).max() ?? 0) * 14
    let left = PlotPage.margin + labelWidth + 8
    let top = page.bottom + height + 6
    for (column, lines) in titles.enumerated() {
      let x = left + Double(column) * (panelWidth + Self.gap)
      for (index, line) in lines.enumerated() {
        // Titles of different heights end on the same line.
        let y = page.bottom + height - Double(lines.count - 1 - index) * 14 - 3
        page.elements.append(.text(PictureText(line, at: Point(x, y), size: 11, weight: .bold)))
      }
    }
    let area = Rectangle(x: left, y: top, width: panelWidth, height: Double(rows.count) * rowHeight)
    for (index, label) in labels.enumerated() {
      page.elements.append(
        .text(
          PictureText(
            label, at: Point(left - 8, area.y + (Double(index) + 0.5) * rowHeight + 3.5), size: Self.size,
            anchor: .end)))
    }
    for (column, figure) in figures.enumerated() {
      addPanel(figure, area.moved(by: Point(Double(column) * (panelWidth + Self.gap), 0)), to: &page)
    }
    page.bottom = area.bottom + 20
  }

  private func text(_ value: Double?, _ figure: Int) -> String {
    value.map { PlotNumber.text($0, plot.figures[figure].notation, isPadded: true) } ?? "none"
  }

  private func addPanel(_ figure: Int, _ panel: Rectangle, to page: inout PlotPage) {
    let values = rows.flatMap { row in (0..<series).map { row.value(figure, $0) } }
    let room =
      (values.map { TextMetrics.width(of: text($0, figure), size: Self.size) }.max() ?? 0) + 5
    let area = Rectangle(x: panel.x, y: panel.y, width: max(20, panel.width - room), height: panel.height)
    let known = rows.filter { !$0.isRest }.flatMap { row in
      (0..<series).compactMap { BarPlot.drawable(row.value(figure, $0)) }
    }
    let axis = try? PlotAxis(
      values: known.isEmpty ? [0, 1] : known, notation: plot.figures[figure].notation, room: .fromZero,
      length: area.width)
    guard let axis else { return }
    page.addAxisBelow(axis, of: area)
    let zero = area.x + axis.share(of: 0) * area.width
    for (index, row) in rows.enumerated() {
      let top =
        area.y + Double(index) * rowHeight + (rowHeight - Double(series) * (barHeight + 1.5) + 1.5) / 2
      for bar in 0..<series {
        let value = row.value(figure, bar)
        let box = box(row.isRest ? nil : value, axis, area, zero, y: top + Double(bar) * (barHeight + 1.5))
        let also = row.places.map { " and the next \($0.count - 1)" } ?? ""
        var title = "\(row.label)\(also): \(text(value, figure))"
        if plot.series.count > 1, plot.series.indices.contains(bar) {
          title = "\(plot.series[bar]), " + title
        }
        let label = PictureText(
          text(value, figure), at: Point(max(zero, box.right) + 4, box.y + barHeight / 2 + 3.5),
          size: Self.size, ink: BarPlot.drawable(value) == nil || row.isRest ? .quiet : .text)
        page.elements.append(
          .group(
            BarPattern.of(series: bar).elements(in: box, series: bar)
              + [.rectangle(label.bounds, Picture.Style(fill: .paper)), .text(label)],
            Picture.Mark(title: title.visible)))
      }
    }
    page.elements.append(
      .line([Point(zero, area.y), Point(zero, area.bottom)], Picture.Style(stroke: .quiet)))
  }

  private func box(_ value: Double?, _ axis: PlotAxis, _ area: Rectangle, _ zero: Double, y: Double)
    -> Rectangle
  {
    guard let value = BarPlot.drawable(value) else {
      return Rectangle(x: zero, y: y, width: 0, height: barHeight)
    }
    let end = area.x + axis.share(of: value) * area.width
    return Rectangle(x: min(zero, end), y: y, width: (end - zero).magnitude, height: barHeight)
  }
}
