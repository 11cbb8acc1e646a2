import ArchDocuments

extension LivePlot {
  /// The plot on a page of a width.
  package func picture(width: Double = 640) -> Picture {
    var page = PlotPage(width: width)
    page.addTitle(title)
    let drawn = schedules.filter { $0.count > 0 }
    let layout = LiveLayout(self, drawn)
    layout.addLegend(to: &page)
    var notes: [String] = []
    if drawn.isEmpty {
      page.bottom += 40
      page.elements.append(
        .text(
          PictureText(
            "nothing to draw", at: Point(page.width / 2, page.bottom - 16), size: PlotPage.axisTitleSize,
            anchor: .middle, ink: .quiet)))
    }
    if !hasOneScale, drawn.count > 1 { notes.append("Each network has its own scale of bytes.") }
    for schedule in drawn { notes += layout.addPanel(schedule, to: &page) }
    let without = schedules.filter { $0.count == 0 }.map { $0.name.visible(most: 60) }
    if !without.isEmpty { notes.append("Without steps: \(without.prefix(6).joined(separator: ", ")).") }
    let undrawable = drawn.reduce(0) { $0 + $1.undrawable }
    if undrawable > 0 {
      notes.append("\(undrawable) numbers that are negative or not finite are not drawn.")
    }
    page.addNotes(notes + self.notes)
    let peaks = drawn.prefix(6).compactMap { schedule in
      schedule.peak.map {
        "\(schedule.name): peak \(PlotNumber.text($0.bytes, .binary)) at \(schedule.stepName($0.step))."
      }
    }
    return page.picture(title: title.isEmpty ? bytesTitle : title, summary: peaks.joined(separator: " "))
  }
}

/// Lays out the panels of schedules below each other.
private struct LiveLayout {
  let plot: LivePlot
  let schedules: [LivePlot.Schedule]
  let highest: Double
  let bandNames: [String]

  private static let size = PlotPage.textSize

  init(_ plot: LivePlot, _ schedules: [LivePlot.Schedule]) {
    self.plot = plot
    self.schedules = schedules
    highest = schedules.compactMap { $0.peak?.bytes }.max() ?? 0
    var names: [String] = []
    // The network with most bands determines their order.
    let order = schedules.enumerated().sorted { a, b in
      (-a.element.bands.count, a.offset) < (-b.element.bands.count, b.offset)
    }
    for band in order.flatMap(\.element.bands) where !names.contains(band.name) { names.append(band.name) }
    bandNames = names
  }

  // MARK: Bands

  private func place(of name: String) -> Int { bandNames.firstIndex(of: name) ?? 0 }

  /// The fill of a band: the higher, the lighter, so that the order is visible without colours.
  private func fill(_ name: String) -> Ink {
    guard bandNames.count > 1 else { return .tint(0) }
    let index = place(of: name)
    return .shade(6 - Int((Double(5 * index) / Double(bandNames.count - 1)).rounded()))
  }

  func addLegend(to page: inout PlotPage) {
    guard bandNames.count > 1 else { return }
    page.addLegend(
      bandNames.map { name in
        PlotPage.Entry(text: name) { middle in
          let box = Rectangle(x: middle.x - 8, y: middle.y - 4.5, width: 16, height: 9)
          return [.rectangle(box, Picture.Style(fill: fill(name), stroke: .quiet, width: 0.75))]
        }
      }, heading: "from below:")
  }

  // MARK: Panels

  func addPanel(_ schedule: LivePlot.Schedule, to page: inout PlotPage) -> [String] {
    if schedules.count > 1 {
      page.bottom += 18
      let name = TextMetrics.fitted(schedule.name.visible, width: page.inner, size: 11, weight: .bold)
      page.elements.append(
        .text(PictureText(name, at: Point(PlotPage.margin, page.bottom - 4), size: 11, weight: .bold)))
    }
    let height = (schedules.count > 1 ? 0.7 : 1) * max(170, min(320, page.inner * 0.4))
    let isAbove = page.addAxisTitleAbove(plot.bytesTitle, ifWiderThan: height)
    // The room above is for the name of the peak.
    page.bottom += 24
    let axis = try? PlotAxis(
      values: [plot.hasOneScale ? highest : schedule.peak?.bytes ?? 0], notation: .binary,
      room: .fromZeroToTick, direction: .up, length: height)
    guard let axis else { return [] }
    let left =
      PlotPage.margin + (isAbove || plot.bytesTitle.isEmpty ? 0 : 16) + max(36, PlotPage.labelRoom(axis))
    let area = Rectangle(
      x: left, y: page.bottom, width: page.width - PlotPage.margin - 6 - left, height: height)
    page.addAxisLeft(axis, of: area)
    if !isAbove { page.addAxisTitleLeft(plot.bytesTitle, of: area) }

    let columns = schedule.columns(most: Int(area.width))
    addBands(schedule, columns, axis, area, to: &page)
    addSteps(schedule, area, to: &page)
    addPeak(schedule, columns, axis, area, to: &page)
    guard columns.count < schedule.count else { return [] }
    let most = columns.map(\.steps.count).max() ?? 1
    let whose = schedules.count > 1 ? "\(schedule.name.visible(most: 60)): each" : "Each"
    return [
      "\(whose) column of pixels stands for up to \(most) of \(NumberText.grouped(schedule.count)) steps, and shows the "
        + "one at which most is live."
    ]
  }

  private func addBands(
    _ schedule: LivePlot.Schedule, _ columns: [LivePlot.Schedule.Column], _ axis: PlotAxis, _ area: Rectangle,
    to page: inout PlotPage
  ) {
    var floor = [Double](repeating: 0, count: columns.count)
    let order = schedule.bands.indices.sorted { a, b in
      let (first, second) = (place(of: schedule.bands[a].name), place(of: schedule.bands[b].name))
      return (first, a) < (second, b)
    }
    for index in order {
      let band = schedule.bands[index]
      let roof = zip(floor, columns).map { $0 + schedule.bytes(index, $1.shown) }
      let (upper, lower) = (steps(roof, columns, axis, area), steps(floor, columns, axis, area))
      page.elements.append(
        .group(
          [.polygon(upper + lower.reversed(), Picture.Style(fill: fill(band.name)))],
          Picture.Mark(title: band.name.visible)))
      let isLast = index == order.last
      page.elements.append(
        .line(
          upper,
          Picture.Style(
            stroke: bandNames.count > 1 ? .quiet : .series(0), width: isLast ? 1.25 : 0.5)))
      floor = roof
    }
  }

  /// The steps of a band, one for each column; neighbours of equal height are joined.
  private func steps(
    _ values: [Double], _ columns: [LivePlot.Schedule.Column], _ axis: PlotAxis, _ area: Rectangle
  ) -> [Point] {
    var points: [Point] = []
    var before: Double?
    for (index, value) in values.enumerated() {
      if value != before {
        let x = area.x + Double(index) / Double(columns.count) * area.width
        if let last = points.last { points.append(Point(x, last.y)) }
        points.append(Point(x, area.bottom - axis.share(of: value) * area.height))
      }
      before = value
    }
    if let last = points.last { points.append(Point(area.right, last.y)) }
    return points
  }

  private func addPeak(
    _ schedule: LivePlot.Schedule, _ columns: [LivePlot.Schedule.Column], _ axis: PlotAxis, _ area: Rectangle,
    to page: inout PlotPage
  ) {
    guard let peak = schedule.peak, let column = columns.firstIndex(where: { $0.steps.contains(peak.step) })
    else { return }
    let dot = Point(
      area.x + (Double(column) + 0.5) / Double(columns.count) * area.width,
      area.bottom - axis.share(of: peak.bytes) * area.height)
    let value = "peak \(PlotNumber.text(peak.bytes, .binary)) at "
    let room = page.inner - TextMetrics.width(of: value, size: Self.size)
    let text = value + PathText.fitted(schedule.stepName(peak.step).visible, width: room, size: Self.size)
    let half = TextMetrics.width(of: text, size: Self.size) / 2
    let middle = max(PlotPage.margin + half, min(page.width - PlotPage.margin - half, dot.x))
    page.elements += [
      .line([Point(dot.x, area.y - 6), dot], Picture.Style(stroke: .text, width: 0.75)),
      .circle(dot, radius: 3.5, Picture.Style(fill: .text, stroke: .paper)),
      .text(PictureText(text, at: Point(middle, area.y - 10), size: Self.size, anchor: .middle)),
    ]
  }

  /// Adds the names of the steps if each has room for a line, otherwise their numbers.
  private func addSteps(_ schedule: LivePlot.Schedule, _ area: Rectangle, to page: inout PlotPage) {
    page.elements.append(
      .line([Point(area.x, area.bottom), Point(area.right, area.bottom)], Picture.Style(stroke: .quiet)))
    let step = area.width / Double(schedule.count)
    guard step < 11.5 else {
      let texts = (0..<schedule.count).map {
        PathText.fitted(schedule.stepName($0).visible, width: 110, size: Self.size)
      }
      for (index, text) in texts.enumerated() {
        let x = area.x + (Double(index) + 0.5) * step
        let mark = [Point(x, area.bottom), Point(x, area.bottom + 3)]
        page.elements.append(.line(mark, Picture.Style(stroke: .quiet)))
        page.elements.append(
          .text(
            PictureText(
              text, at: Point(x + 3.5, area.bottom + 6), size: Self.size, anchor: .end, ink: .quiet,
              isUpright: true)))
      }
      let longest = texts.map { TextMetrics.width(of: $0, size: Self.size) }.max() ?? 0
      page.addAxisTitleBelow(
        plot.stepsTitle,
        of: Rectangle(x: area.x, y: area.y, width: area.width, height: area.height + longest - 8))
      return
    }
    let count = Double(schedule.count)
    let axis = try? PlotAxis(
      values: [0.5, count + 0.5], notation: .plain, room: .padded(0), length: area.width)
    if let axis { page.addAxisBelow(axis.withWholeTicks, of: area, hasGrid: false) }
    page.addAxisTitleBelow("\(plot.stepsTitle), 1 to \(NumberText.grouped(schedule.count))", of: area)
  }
}
