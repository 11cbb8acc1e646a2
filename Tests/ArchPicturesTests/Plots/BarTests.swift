import ArchDocuments
import Testing

@testable import ArchPictures

@Suite struct BarTests {
  private func rows(_ count: Int) -> [BarPlot.Row] {
    (0..<count).map { BarPlot.Row("block[\($0)].conv", [Double(1 + $0 * 7919 % 1000) * 1e6, Double($0)]) }
  }

  /// The rows of marks: title, and the width of the bar, which is the first rectangle.
  private func bars(_ picture: Picture) -> [(title: String, box: Rectangle)] {
    picture.elements.compactMap { element in
      guard case .group(let inner, let mark) = element else { return nil }
      // The rectangle behind the text comes last.
      let boxes = inner.compactMap { if case .rectangle(let box, _, _) = $0 { box } else { nil } }
      return (mark.title ?? "", boxes.count > 1 ? boxes[0] : Rectangle(x: 0, y: 0, width: 0, height: 0))
    }
  }

  @Test func barsAreInProportion() {
    let plot = BarPlot(
      figures: [.init("a"), .init("b")],
      rows: [.init("x", [100, 5]), .init("y", [300, nil]), .init("z", [0, 10]), .init("w", [-100, 1])])
    let bars = self.bars(plot.picture())
    #expect(
      bars.map(\.title) == [
        "x: 100", "y: 300", "z: 0", "w: −100", "x: 5", "y: none", "z: 10", "w: 1",
      ])
    let widths = bars.map(\.box.width)
    #expect((widths[1] / widths[0] - 3).magnitude < 1e-9)
    #expect(widths[2] == 0 && widths[5] == 0)
    // What is less than nothing lies on the other side of zero.
    #expect((bars[3].box.right - bars[0].box.x).magnitude < 1e-9)
    #expect((widths[6] / widths[4] - 2).magnitude < 1e-9)
    #expect(plot.picture().texts.contains { $0.text == "none" })
  }

  @Test(arguments: [240.0, 320, 640, 1000], [1, 40, 5000])
  func nothingIsCoveredOrCutOff(_ width: Double, _ count: Int) {
    for order in [BarPlot.Order.given, .descending(figure: 0)] {
      let plot = BarPlot(
        title: "Network",
        figures: [.init("multiply-adds"), .init("parameters"), .init("bytes", notation: .binary)],
        rows: rows(count), order: order, notes: ["What is counted."])
      let picture = plot.picture(width: width)
      #expect(picture.escaped.isEmpty)
      #expect(picture.coveringTexts.isEmpty)
      let boxes = bars(picture).map(\.box).filter { $0.width > 0 }
      for (index, box) in boxes.enumerated() {
        #expect(!boxes.dropFirst(index + 1).contains { $0.overlaps(box) })
        #expect(!picture.texts.contains { $0.bounds.overlaps(box) })
      }
    }
  }

  /// What is written beside a bar, its name and its value, is at its middle.
  @Test func textsStandBesideTheirBars() {
    for count in [1, 5, 40] {
      let picture = BarPlot(figures: [.init("a")], rows: rows(count)).picture()
      for (row, bar) in zip(rows(count), bars(picture)) {
        let beside = picture.texts.filter {
          $0.bounds.overlaps(Rectangle(x: 0, y: bar.box.y, width: 9999, height: bar.box.height))
        }
        #expect(beside.contains { $0.text == row.label } && beside.count == 2, "\(beside)")
        for text in beside {
          let middle = text.bounds.y + text.bounds.height / 2
          #expect((middle - bar.box.y - bar.box.height / 2).magnitude < 1.5, "\(text)")
        }
      }
    }
  }

  @Test func seriesHaveLegendsAndPatterns() {
    let plot = BarPlot(
      figures: [.init("a")], series: ["first", "second"],
      rows: [.init("x", series: [[1, 2]]), .init("y", series: [[3, nil]])])
    let picture = plot.picture()
    #expect(picture.coveringTexts.isEmpty && picture.escaped.isEmpty)
    #expect(Set(picture.texts.map(\.text)).isSuperset(of: ["first", "second", "none"]))
    #expect(bars(picture).map(\.title) == ["first, x: 1", "second, x: 2", "first, y: 3", "second, y: none"])
    let box = Rectangle(x: 0, y: 0, width: 40, height: 9)
    let lines = BarPattern.diagonals(in: box, spacing: 5)
    #expect(lines.count > 5)
    for line in lines {
      #expect(box.inset(by: -1e-9).contains(Rectangle(x: line.start.x, y: line.end.y, width: 0, height: 0)))
      #expect(((line.end.x - line.start.x) - (line.start.y - line.end.y)).magnitude < 1e-9)
    }
  }

  @Test(arguments: [61, 100, 5000])
  func joinedRowsKeepTheSum(_ count: Int) {
    let rows = self.rows(count)
    func total(_ rows: [BarPlot.Row], _ figure: Int) -> Double {
      rows.reduce(0) { $0 + ($1.value(figure, 0) ?? 0) }
    }
    for order in [BarPlot.Order.given, .descending(figure: 0)] {
      let drawn = BarPlot(figures: [.init("a"), .init("b")], rows: rows, order: order).drawnRows
      #expect(drawn.rows.count == 60)
      #expect(drawn.note != nil)
      for figure in 0...1 { #expect(total(drawn.rows, figure) == total(rows, figure)) }
      if order != .given {
        let values = drawn.rows.dropLast().map { $0.value(0, 0) ?? 0 }
        #expect(values == rows.map { $0.value(0, 0) ?? 0 }.sorted(by: >).prefix(59).map { $0 })
        #expect(drawn.rows.last?.label == "and \(NumberText.grouped(count - 59)) more")
      }
    }
    #expect(BarPlot(figures: [], rows: self.rows(60)).drawnRows.note == nil)
  }

  @Test func pathsKeepTheirNumbers() {
    let path = "stage[0].bottleneck[12].body.conv_bn[1].conv"
    #expect(PathText.fitted(path, width: 400, size: 10) == path)
    for width in stride(from: 80.0, to: 220, by: 10) {
      let text = PathText.fitted(path, width: width, size: 10)
      #expect(TextMetrics.width(of: text, size: 10) <= width)
      #expect(["[0]", "[12]", "[1]"].allSatisfy { text.contains($0) }, "\(text)")
    }
  }

  @Test func anyInputMakesAPage() {
    let rows = badNames.flatMap { name in
      badNumbers.map { BarPlot.Row(name, series: [[$0, nil, -$0], [], [$0, $0, $0, $0, 1]]) }
    }
    for count in [0, 1, 5, rows.count] {
      for width in [0, 240, 320, 640, 1e9, Double.nan] {
        for order in [BarPlot.Order.given, .descending(figure: 2), .descending(figure: -9)] {
          let plot = BarPlot(
            title: badNames[0], figures: badNames.prefix(4).map { .init($0) }, series: badNames,
            rows: Array(rows.prefix(count)), order: order, mostRows: count > 5 ? 9 : -1, notes: badNames)
          let picture = plot.picture(width: width)
          #expect(picture.escaped.isEmpty)
          #expect(picture.coveringTexts.isEmpty)
          #expect(!picture.svg().isEmpty)
        }
      }
    }
    #expect(BarPlot(figures: [], rows: rows).picture().escaped.isEmpty)
  }
}
