import ArchDocuments

/// Puts names beside bubbles, or numbers if there is no room for names, with a key below.
struct ScatterNames {
  let plot: ScatterPlot
  let items: [ScatterPlot.Item]
  let front: [Int]
  /// The circles around the marks.
  let bubbles: [Disc]
  let area: Rectangle
  /// Lines that names should not cover.
  let lines: [Segment]

  private static let nameSize = PlotPage.textSize

  /// Adds names and the key; returns notes for the small print.
  func add(to page: inout PlotPage) -> [String] {
    let isOnFront = Set(front)
    let candidates = Array(
      (front + items.indices.filter { !isOnFront.contains($0) }).filter { !items[$0].label.isEmpty }
        .prefix(max(0, plot.mostNames)))
    let size = Self.nameSize
    let height = (TextMetrics.ascent + TextMetrics.descent) * size
    func width(_ index: Int) -> Double { TextMetrics.width(of: items[index].label.visible, size: size) }
    let inside = area.inset(by: 2)
    let placed = LabelPlacer(area: inside, bubbles: bubbles, lines: lines).place(
      // The key has more room for long names.
      candidates.map { ($0, width($0)) }.filter { $0.1 <= area.width * 0.4 }, height: height)
    draw(placed.map { ($0, items[$0.index].label) }, to: &page)

    var notes: [String] = []
    let named = Set(placed.map(\.index))
    // Numbers run from left to right, as readers look for them. In a crowd where most have no name anyway, a key would
    // be longer than the plot.
    let hasKey = candidates.count == items.filter { !$0.label.isEmpty }.count
    let rest = (hasKey ? candidates : []).filter { !named.contains($0) }
      .sorted { (bubbles[$0].center.x, $0) < (bubbles[$1].center.x, $1) }
    let numbers = LabelPlacer(
      area: inside, bubbles: bubbles, lines: lines, taken: placed.map(\.box),
      leaders: placed.compactMap(\.leader), allowsInside: true
    ).place(
      rest.enumerated().map { ($0.element, TextMetrics.width(of: "\($0.offset + 1)", size: size)) },
      height: height)
    let position = Dictionary(uniqueKeysWithValues: rest.enumerated().map { ($0.element, $0.offset + 1) })
    draw(numbers.map { ($0, "\(position[$0.index] ?? 0)") }, to: &page)
    let numbered = Set(numbers.map(\.index))
    addKey(rest, numbered, to: &page)
    let left = items.count - placed.count - rest.count
    if left > 0 {
      notes.append(
        "\(NumberText.grouped(left)) of \(NumberText.grouped(items.count)) points have no name in the plot.")
    }
    if numbered.count < rest.count {
      notes.append("Entries of the key with values had no room for a number in the plot.")
    }
    if front.count > 1 {
      let (x, y) = (plot.x.better == .less ? "less" : "more", plot.y.better == .less ? "less" : "more")
      notes.append(
        "Pareto front: no other point is as good in both figures and better in one (\(plot.x.title): \(x) is better; "
          + "\(plot.y.title): \(y) is better).")
    }
    return notes
  }

  private func draw(_ labels: [(label: LabelPlacer.Label, text: String)], to page: inout PlotPage) {
    for (label, text) in labels {
      if let leader = label.leader {
        page.elements.append(
          .line([leader.start, leader.end], Picture.Style(stroke: .quiet, width: 0.6)))
      }
      // Grid lines would run through the letters.
      if !label.isInside { page.elements.append(.rectangle(label.box, Picture.Style(fill: .paper))) }
      let base = label.box.y + TextMetrics.ascent * Self.nameSize
      page.elements.append(.text(PictureText(text, at: Point(label.box.x, base), size: Self.nameSize)))
    }
  }

  private func addKey(_ rest: [Int], _ numbered: Set<Int>, to page: inout PlotPage) {
    page.bottom += rest.isEmpty ? 0 : 8
    page.addLegend(
      rest.enumerated().map { offset, index in
        let item = items[index]
        let number = "\(offset + 1)"
        var text = item.label
        if !numbered.contains(index) {
          text += " (\(PlotNumber.text(item.x ?? 0, plot.x.notation)), "
          text += "\(PlotNumber.text(item.y ?? 0, plot.y.notation)))"
        }
        return PlotPage.Entry(
          text: text, markWidth: TextMetrics.width(of: number, size: Self.nameSize, weight: .bold)
        ) {
          [
            .text(
              PictureText(
                number, at: Point($0.x, $0.y + 3.5), size: Self.nameSize, anchor: .middle, weight: .bold))
          ]
        }
      })
  }
}
