import ArchDocuments

extension ScatterPlot {
  /// The plot on a page of a width.
  package func picture(width: Double = 640) -> Picture {
    var page = PlotPage(width: width)
    page.addTitle(title)
    let layout = ScatterLayout(self, on: &page)
    page.addNotes(layout.notes)
    let count = "\(drawn.count) of \(points.count) points"
    return page.picture(
      title: title.isEmpty ? "\(y.title) by \(x.title)" : title,
      summary: "\(count): \(y.title) by \(x.title)" + (size.map { ", areas by \($0.title)" } ?? "") + ".")
  }
}

/// Lays out a scatter plot on a page, and collects notes for the small print.
private struct ScatterLayout {
  let plot: ScatterPlot
  let items: [ScatterPlot.Item]
  /// The names of the groups in order of first occurrence; points without a group come last.
  let groups: [String?]
  let groupNumbers: [String?: Int]
  let front: [Int]
  let largestRadius: Double
  let largestSize: Double
  private(set) var notes: [String] = []

  private static let plainRadius = 4.5
  private static let leastRadius = 2.0
  private static let mostGroups = 16

  init(_ plot: ScatterPlot, on page: inout PlotPage) {
    self.plot = plot
    items = plot.drawn
    var seen: [String?] = []
    var known: Set<String?> = []
    for item in items where known.insert(item.group).inserted { seen.append(item.group) }
    groups = seen.filter { $0 != nil } + seen.filter { $0 == nil }
    groupNumbers = Dictionary(uniqueKeysWithValues: groups.enumerated().map { ($0.element, $0.offset) })
    front =
      plot.showsParetoFront
      ? ParetoFront.indices(
        of: items.map { ($0.x ?? 0, $0.y ?? 0) }, x: plot.x.better, y: plot.y.better) : []
    largestSize = items.compactMap { Self.drawable($0.size) }.max() ?? 0
    largestRadius = plot.size == nil ? Self.plainRadius : max(9, min(20, page.width * 0.03))
    addLegends(to: &page)
    guard let (area, x, y) = axes(on: &page) else {
      page.bottom += 40
      page.elements.append(
        .text(
          PictureText(
            "nothing to draw", at: Point(page.width / 2, page.bottom - 16), size: PlotPage.axisTitleSize,
            anchor: .middle, ink: .quiet)))
      notes = plot.notes + missing()
      return
    }
    let discs = items.map { item in
      Disc(
        center: Point(
          area.x + x.share(of: item.x ?? 0) * area.width, area.bottom - y.share(of: item.y ?? 0) * area.height
        ), radius: radius(of: item))
    }
    let steps = addFront(discs, area, to: &page)
    addBubbles(discs, to: &page)
    page.addAxisTitleBelow(plot.x.title, of: area)
    let reaching = zip(items, discs).map { item, disc in
      let reach = groups.count > 1 ? PlotMarker.of(group: group(of: item)).reach : 1
      return Disc(center: disc.center, radius: disc.radius * reach + 1)
    }
    let own = ScatterNames(
      plot: plot, items: items, front: front, bubbles: reaching, area: area, lines: steps
    ).add(to: &page)
    notes = plot.notes + own + missing()
  }

  // MARK: Sizes and shapes

  private static func drawable(_ size: Double?) -> Double? {
    guard let size, size > 0, size <= PlotNumber.largest else { return nil }
    return size
  }

  private func radius(of item: ScatterPlot.Item) -> Double {
    guard plot.size != nil else { return Self.plainRadius }
    guard let size = Self.drawable(item.size), largestSize > 0 else { return Self.leastRadius * 2 }
    return max(Self.leastRadius, largestRadius * (size / largestSize).squareRoot())
  }

  private func group(of item: ScatterPlot.Item) -> Int {
    min(Self.mostGroups - 1, groupNumbers[item.group] ?? 0)
  }

  private func bubble(_ group: Int, at center: Point, radius: Double, isHollow: Bool = false) -> [Picture
    .Element]
  {
    let marker = PlotMarker.of(group: group)
    guard !isHollow else {
      return [
        marker.element(at: center, radius: radius, Picture.Style(stroke: .series(group), width: 1.25))
      ]
    }
    // Things behind it are visible through the surface, but not through the outline.
    return [
      marker.element(at: center, radius: radius, Picture.Style(fill: .series(group), opacity: 0.4)),
      marker.element(at: center, radius: radius, Picture.Style(stroke: .series(group), width: 1.25)),
    ]
  }

  // MARK: Legends

  private func addLegends(to page: inout PlotPage) {
    var entries: [PlotPage.Entry] = []
    if groups.contains(where: { $0 != nil }) {
      for (index, name) in groups.prefix(Self.mostGroups).enumerated() {
        var text = name ?? "other"
        if index == Self.mostGroups - 1, groups.count > Self.mostGroups {
          text = "\(groups.count - index) other groups"
        }
        entries.append(
          PlotPage.Entry(text: text, markWidth: 13) { bubble(index, at: $0, radius: Self.plainRadius) })
      }
    }
    if front.count > 1 {
      entries.append(
        PlotPage.Entry(text: "Pareto front", markWidth: 20) { middle in
          [
            .line(
              [Point(middle.x - 10, middle.y), Point(middle.x + 10, middle.y)],
              Picture.Style(stroke: .quiet, isDashed: true))
          ]
        })
    }
    page.addLegend(entries)
    guard let size = plot.size, largestSize > 0 else { return }
    page.addLegend(
      legendSizes(size).map { value in
        let radius = largestRadius * (value / largestSize).squareRoot()
        return PlotPage.Entry(
          text: PlotNumber.text(value, size.notation), markWidth: 2 * radius,
          height: max(PlotPage.leading, 2 * radius + 2)
        ) { [.circle($0, radius: radius, Picture.Style(stroke: .quiet))] }
      }, heading: size.title.isEmpty ? "area" : "area: " + size.title)
  }

  /// Up to three round sizes, from the largest that is drawn down to barely visible ones.
  private func legendSizes(_ size: ScatterPlot.Figure) -> [Double] {
    // In bytes, round numbers are round in their unit.
    var unit = 1.0
    if size.notation == .binary { while unit * 1024 <= largestSize { unit *= 1024 } }
    let least = items.compactMap { Self.drawable($0.size) }.min() ?? largestSize
    var result: [Double] = []
    var exponent = PlotNumber.exponent(of: largestSize / unit)
    var limit = largestSize
    for _ in 0..<4 where result.count < 3 {
      for mantissa in [5.0, 2, 1] where result.count < 3 {
        let value = mantissa * PlotNumber.power(exponent) * unit
        let radius = largestRadius * (value / largestSize).squareRoot()
        guard value <= limit, radius >= 2.5, size.notation != .binary || value >= 1,
          result.isEmpty || value >= least / 2
        else { continue }
        result.append(value)
        limit = value / 4
      }
      exponent -= 1
    }
    return result.reversed()
  }

  // MARK: The area

  private func axes(on page: inout PlotPage) -> (Rectangle, PlotAxis, PlotAxis)? {
    let height = max(220, min(520, page.inner * 0.6)).rounded()
    let isAbove = page.addAxisTitleAbove(plot.y.title, ifWiderThan: height)
    page.bottom += 8
    let reach = largestRadius * 1.6 + 3
    func padding(_ length: Double) -> PlotAxis.Room { .padded(reach / max(reach, length - 2 * reach)) }
    func axis(
      _ values: [Double], _ figure: ScatterPlot.Figure, _ direction: PlotAxis.Direction, _ length: Double
    ) -> PlotAxis? {
      try? PlotAxis(
        values: values, scale: figure.scale, notation: figure.notation, room: padding(length),
        direction: direction, length: length)
    }
    guard let y = axis(items.map { $0.y ?? 0 }, plot.y, .up, height) else { return nil }
    let left = PlotPage.margin + (isAbove || plot.y.title.isEmpty ? 0 : 16) + PlotPage.labelRoom(y)
    let area = Rectangle(
      x: left, y: page.bottom, width: page.width - PlotPage.margin - 6 - left, height: height)
    guard let x = axis(items.map { $0.x ?? 0 }, plot.x, .across, area.width) else { return nil }
    page.addAxisLeft(y, of: area)
    page.addAxisBelow(x, of: area)
    if !isAbove { page.addAxisTitleLeft(plot.y.title, of: area) }
    return (area, x, y)
  }

  /// Draws the steps between the points that some point beats and those that none does, and returns their lines.
  private func addFront(_ discs: [Disc], _ area: Rectangle, to page: inout PlotPage) -> [Segment] {
    guard front.count > 1, let first = front.first, let last = front.last else { return [] }
    var corners = [Point(discs[first].center.x, plot.y.better == .more ? area.bottom : area.y)]
    for index in front {
      let center = discs[index].center
      if let before = corners.last, before.x != center.x { corners.append(Point(center.x, before.y)) }
      corners.append(center)
    }
    corners.append(Point(plot.x.better == .less ? area.right : area.x, discs[last].center.y))
    page.elements.append(.line(corners, Picture.Style(stroke: .quiet, isDashed: true)))
    return zip(corners, corners.dropFirst()).map { Segment(start: $0, end: $1) }
  }

  private func addBubbles(_ discs: [Disc], to page: inout PlotPage) {
    // The small ones are on top of the large ones.
    let order = items.indices.sorted { (-discs[$0].radius, $0) < (-discs[$1].radius, $1) }
    for index in order {
      let item = items[index]
      var title = "\(item.label): \(PlotNumber.text(item.x ?? 0, plot.x.notation)), "
      title += PlotNumber.text(item.y ?? 0, plot.y.notation)
      if let size = plot.size {
        title += ", " + (item.size.map { PlotNumber.text($0, size.notation) } ?? "none")
      }
      let isHollow = plot.size != nil && Self.drawable(item.size) == nil
      page.elements.append(
        .group(
          bubble(group(of: item), at: discs[index].center, radius: discs[index].radius, isHollow: isHollow),
          Picture.Mark(title: title.visible)))
    }
  }

  // MARK: Small print

  private func missing() -> [String] {
    var notes: [String] = []
    if let size = plot.size {
      let without = items.filter { Self.drawable($0.size) == nil }
      if !without.isEmpty {
        notes.append(Self.list("Hollow, without a value for \(size.title)", without.map(\.label)))
      }
      if items.contains(where: { item in
        guard let size = Self.drawable(item.size) else { return false }
        return largestRadius * (size / largestSize).squareRoot() < Self.leastRadius
      }) {
        notes.append("The smallest bubbles are drawn larger than their share, to be visible.")
      }
    }
    let left = plot.notDrawn
    if !left.isEmpty {
      notes.append(Self.list("Not drawn", left.map { "\($0.point.label) (\($0.reason))" }))
    }
    return notes
  }

  private static func list(_ heading: String, _ names: [String]) -> String {
    let shown = names.prefix(6).map { $0.visible(most: 60) }.joined(separator: ", ")
    let more = names.count > 6 ? " and \(names.count - 6) more" : ""
    return "\(heading): \(shown)\(more)."
  }
}
