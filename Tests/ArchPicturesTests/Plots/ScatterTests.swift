import ArchDocuments
import Testing

@testable import ArchPictures

@Suite struct ScatterTests {
  private func plot(_ items: [ScatterPlot.Item], isLog: Bool = true, hasSizes: Bool = true) -> ScatterPlot {
    ScatterPlot(
      title: "Networks", points: items, x: .init("work", scale: isLog ? .logarithmic : .linear),
      y: .init("accuracy (%)", better: .more), size: hasSizes ? .init("parameters") : nil,
      showsParetoFront: true,
      notes: ["What is counted, in a sentence that is long enough for two lines of a narrow page."])
  }

  private func items(_ count: Int, seed: UInt64, groups: Int = 1) -> [ScatterPlot.Item] {
    var chance = Chance(state: seed)
    return (0..<count).map { index in
      ScatterPlot.Item(
        "network_\(index)", x: 1e8 * (1 + 100 * chance.next()), y: 50 + 40 * chance.next(),
        size: 1e6 * (1 + 99 * chance.next()), group: groups > 1 ? "group \(index % groups)" : nil)
    }
  }

  /// Boxes around the marks of bubbles, from the groups that hold them.
  private func bubbles(_ picture: Picture) -> [(title: String, box: Rectangle)] {
    picture.elements.compactMap { element in
      guard case .group(let inner, let mark) = element, let shape = inner.last else { return nil }
      return Picture.bounds(shape).map { (mark.title ?? "", $0) }
    }
  }

  @Test(arguments: [240.0, 320, 640, 1200], [1, 7, 30, 90])
  func namesCoverNothing(_ width: Double, _ count: Int) {
    let picture = plot(items(count, seed: UInt64(count))).picture(width: width)
    #expect(picture.width == width)
    #expect(picture.escaped.isEmpty)
    #expect(picture.coveringTexts.isEmpty)
    let bubbles = self.bubbles(picture)
    #expect(bubbles.count == count)
    // Circles are round: the distance to their middle counts, not to the box around them.
    for text in picture.texts where text.text.hasPrefix("network_") {
      let box = text.bounds
      for bubble in bubbles {
        let (center, radius) = (bubble.box.center, bubble.box.width / 2)
        let dx = center.x - min(max(center.x, box.x), box.right)
        let dy = center.y - min(max(center.y, box.y), box.bottom)
        #expect((dx * dx + dy * dy).squareRoot() >= radius, "\(text.text) covers \(bubble.title)")
      }
    }
  }

  @Test(arguments: [3, 9, 40])
  func everyPointIsNamedOrCounted(_ groups: Int) {
    let points = items(60, seed: 7, groups: groups)
    let picture = plot(points).picture(width: 320)
    let texts = Set(picture.texts.map(\.text))
    for item in points {
      #expect(
        texts.contains(item.label) || texts.contains { $0.hasPrefix(item.label + " (") },
        "\(item.label) is lost")
    }
    // Numbers that are in the key with no value are in the plot as well.
    let key = picture.texts.filter { $0.weight == .bold && Int($0.text) != nil }
    for number in key {
      let name = picture.texts.first { $0.place.y == number.place.y && $0.place.x > number.place.x }
      if let name, !name.text.contains(" (") {
        #expect(
          picture.texts.filter { $0.text == number.text && $0.weight == .regular }.count == 1,
          "\(number.text)")
      }
    }
  }

  @Test func placesAreThoseOfTheValues() throws {
    let points = [
      ScatterPlot.Item("a", x: 10, y: 10), .init("b", x: 20, y: 30), .init("c", x: 40, y: 20),
      .init("d", x: 80, y: 25),
    ]
    let linear = bubbles(plot(points, isLog: false, hasSizes: false).picture()).map(\.box.center)
    let a = linear.sorted { $0.x < $1.x }
    #expect(a.count == 4)
    #expect(((a[2].x - a[1].x) / (a[1].x - a[0].x) - 2).magnitude < 0.01)
    #expect(((a[3].x - a[2].x) / (a[1].x - a[0].x) - 4).magnitude < 0.01)
    #expect(((a[0].y - a[1].y) / (a[0].y - a[2].y) - 2).magnitude < 0.01)
    let log = bubbles(plot(points, hasSizes: false).picture()).map(\.box.center.x).sorted()
    #expect(((log[3] - log[2]) - (log[1] - log[0])).magnitude < 0.01)
  }

  @Test func areasAreInProportion() {
    let points = [ScatterPlot.Item("a", x: 1, y: 1, size: 25), .init("b", x: 2, y: 2, size: 100)]
    let widths = bubbles(plot(points).picture()).map(\.box.width)
    #expect((widths[0] / widths[1] - 2).magnitude < 0.001)
    // Every shape has the area of its circle (Gauss's formula of the area of a polygon).
    for marker in PlotMarker.allCases {
      guard case .polygon(let corners, _) = marker.element(at: Point(5, 5), radius: 10, Picture.Style())
      else {
        continue
      }
      var doubled = 0.0
      for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) { doubled += a.x * b.y - b.x * a.y }
      #expect((doubled.magnitude / 2 / (Double.pi * 100) - 1).magnitude < 0.005, "\(marker)")
      for corner in corners {
        let (dx, dy) = (corner.x - 5, corner.y - 5)
        #expect((dx * dx + dy * dy).squareRoot() <= marker.reach * 10)
      }
    }
  }

  @Test func markersOfGroupsDiffer() {
    let signs = (0..<64).map { "\($0 % 8) \(PlotMarker.of(group: $0))" }
    #expect(Set(signs).count == 64)
  }

  @Test(arguments: [ParetoFront.Better.less, .more], [ParetoFront.Better.less, .more])
  func theFrontIsWhatNoneBeats(_ x: ParetoFront.Better, _ y: ParetoFront.Better) {
    var chance = Chance(state: 21)
    for _ in 0..<300 {
      let points = (0..<Int(chance.next() * 12)).map { _ in
        (x: (chance.next() * 5).rounded(), y: (chance.next() * 5).rounded())
      }
      let expected = points.indices.filter { index in
        !points.contains { other in
          let (a, b) = (
            x == .less ? points[index].x - other.x : other.x - points[index].x,
            y == .less ? points[index].y - other.y : other.y - points[index].y
          )
          return a >= 0 && b >= 0 && (a > 0 || b > 0)
        }
      }
      #expect(ParetoFront.indices(of: points, x: x, y: y).sorted() == expected)
    }
  }

  @Test func whatIsNotDrawnIsListed() {
    let points = [
      ScatterPlot.Item("zero", x: 0, y: 1), .init("none", x: 1, y: nil), .init("nan", x: .nan, y: 1),
      .init("fine", x: 1, y: 1), .init("far", x: 1, y: .infinity),
    ]
    let plot = self.plot(points)
    #expect(plot.drawn.map(\.label) == ["fine"])
    #expect(plot.notDrawn.map(\.point.label) == ["zero", "none", "nan", "far"])
    let text = plot.picture().texts.map(\.text).joined(separator: " ")
    for name in ["zero (work: 0)", "none (accuracy (%): none)", "far (accuracy (%): too large)"] {
      #expect(text.contains(name))
    }
    #expect(self.plot(points, isLog: false).drawn.map(\.label) == ["zero", "fine"])
  }

  @Test func anyInputMakesAPage() {
    var points: [ScatterPlot.Item] = []
    for (index, x) in badNumbers.enumerated() {
      for y in badNumbers {
        let name = badNames[points.count % badNames.count]
        points.append(.init(name, x: x, y: y, size: badNumbers[index], group: badNames[index % 7]))
      }
    }
    for count in [0, 1, 2, 3, 20, points.count] {
      for width in [0, 240, 320, 640, 1e9, Double.nan] {
        for isLog in [false, true] {
          var plot = self.plot(Array(points.prefix(count)), isLog: isLog)
          plot.title = badNames[count % 7]
          plot.notes = badNames
          plot.x.title = badNames[0]
          plot.y.title = badNames[count % 3]
          let picture = plot.picture(width: width)
          #expect(picture.escaped.isEmpty)
          #expect(picture.coveringTexts.isEmpty)
          #expect(!picture.svg().isEmpty)
        }
      }
    }
    let equal = plot(Array(repeating: .init("same", x: 5, y: 5, size: 5), count: 300)).picture()
    #expect(equal.escaped.isEmpty && equal.coveringTexts.isEmpty)
  }

  @Test func picturesAreTheSameEachTime() {
    let points = items(40, seed: 3, groups: 5)
    #expect(plot(points).picture().svg() == plot(points).picture().svg())
  }
}

@Suite struct CrowdTests {
  @Test func crowdsHaveNoKeyButACount() {
    var chance = Chance(state: 8)
    let points = (0..<1000).map { ScatterPlot.Item("n\($0)", x: chance.next(), y: chance.next()) }
    let picture = ScatterPlot(points: points, x: .init("x"), y: .init("y")).picture()
    #expect(picture.escaped.isEmpty && picture.coveringTexts.isEmpty)
    let named = picture.texts.filter { $0.text.hasPrefix("n") && Int($0.text.dropFirst()) != nil }.count
    #expect(named <= 100)
    #expect(picture.texts.contains { $0.text == "\(1000 - named) of 1,000 points have no name in the plot." })
    #expect(!picture.texts.contains { $0.weight == .bold })
  }
}
