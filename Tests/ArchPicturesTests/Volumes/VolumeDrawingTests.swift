import ArchDocuments
import ArchPictures
import Testing

@Suite struct VolumeDrawingTests {
  static let lenet = VolumeDrawing(
    title: "LeNet-5",
    volumes: [
      .init("image", .map(channels: 1, height: 32, width: 32), kind: .input),
      .init("C1", .map(channels: 6, height: 28, width: 28), kind: .convolution),
      .init("S2", .map(channels: 6, height: 14, width: 14), kind: .pooling),
      .init("C3", .map(channels: 16, height: 10, width: 10), kind: .convolution),
      .init("S4", .map(channels: 16, height: 5, width: 5), kind: .pooling),
      .init("C5", .vector(features: 120), kind: .dense), .init("F6", .vector(features: 84), kind: .dense),
      .init("output", .vector(features: 10), kind: .dense),
    ],
    links: [
      .init("5×5 conv, 6", kernel: .init(height: 5, width: 5)),
      .init("2×2 avg pool", kernel: .init(height: 2, width: 2, stride: 2)),
      .init("5×5 conv, 16", kernel: .init(height: 5, width: 5)),
      .init("2×2 avg pool", kernel: .init(height: 2, width: 2, stride: 2)),
      .init("dense, 120", seesAll: true), .init("dense, 84", seesAll: true),
      .init("dense, 10", seesAll: true),
    ])

  static func chain(_ count: Int) -> VolumeDrawing {
    let volumes = (0..<count).map { index in
      VolumeDrawing.Volume(
        "stage\(index / 20).conv\(index)",
        .map(channels: 16 << (index / 20), height: 256 >> (index / 20), width: 256 >> (index / 20)),
        kind: .convolution)
    }
    let links = (1..<max(1, count)).map { index in
      VolumeDrawing.Link("operator\(index) 3×3", kernel: .init(height: 3, width: 3))
    }
    return VolumeDrawing(title: "chain", volumes: volumes, links: links)
  }

  static let name = String(repeating: "a_long_name_", count: 17)

  static let hostile = VolumeDrawing(
    title: "<b>&",
    volumes: [
      .init(
        name, .map(channels: .max, height: .max, width: .max), kind: .init(name, color: .min),
        caption: [name, name + " " + name, "<i>", "", "x", "y"]),
      .init(
        "שכבת קונבולוציה ראשונה", .map(channels: 0, height: -4, width: .min), kind: .init("סוג", color: .max)),
      .init("", .vector(features: .min), kind: .dense),
      .init("\u{202E}x\n\u{1B}", .signal(channels: 1, length: 0), kind: .input),
      .init("池化层池化层池化层池化层池化层", .tokens(count: .max, features: 1), kind: .pooling),
    ],
    links: [
      .init(name + " " + name, kernel: .init(height: .max, width: 0, stride: .max)),
      .init("<&>\"'", kernel: .init(height: .min, width: .min, stride: .min)),
    ])

  /// The boxes of volumes, from what is drawn: each is a group of its own.
  static func boxes(_ picture: Picture) -> [Rectangle] {
    picture.elements.compactMap { element in
      if case .group(let inner, _) = element { hull(inner.flatMap(points)) } else { nil }
    }
  }

  /// Boxes that are wider than their texts.
  static let thick = VolumeDrawing(
    title: "thick",
    volumes: (0..<30).map { _ in
      VolumeDrawing.Volume("", .map(channels: 96, height: 9, width: 9), kind: .convolution)
    }, links: [])

  static let drawings: [(String, VolumeDrawing)] = [
    ("LeNet-5", lenet), ("chain", chain(120)), ("22", chain(22)), ("thick", thick), ("one", chain(1)),
    ("none", chain(0)),
    ("hostile", hostile),
  ]

  @Test(arguments: [-5, 240, 400, 960, .nan])
  func nothingOverlaps(width: Double) {
    for (name, drawing) in Self.drawings {
      let picture = drawing.picture(width: width)
      if (240...1400).contains(width) { #expect(picture.width == width) }
      #expect(picture.height > 0 && picture.height < 60_000)
      expectTidy(picture, "\(name) at \(width)")
      let boxes = Self.boxes(picture)
      #expect(boxes.count == drawing.volumes.count)
      for (index, box) in boxes.enumerated() {
        // There is room for an arrow between them.
        let around = Rectangle(x: box.x - 20, y: box.y, width: box.width + 40, height: box.height)
        for other in boxes[(index + 1)...] { #expect(!around.overlaps(other), "\(name) at \(width)") }
        for text in texts(picture) {
          #expect(!box.overlaps(text.bounds), "\(name) at \(width): \(text.text)")
        }
      }
    }
  }

  @Test func rowsAreReadFromLeftToRight() {
    for width in [400.0, 960] {
      let boxes = Self.boxes(Self.chain(120).picture(width: width))
      var rows = 1
      for (box, next) in zip(boxes, boxes.dropFirst()) {
        if next.x > box.x {
          // In a row the middles are on one line.
          #expect((next.center.y - box.center.y).magnitude < 0.01)
          #expect(next.x - box.right >= 20)
        } else {
          rows += 1
          #expect(next.y > box.bottom)
        }
      }
      #expect(width == 960 ? (8..<20).contains(rows) : (20..<60).contains(rows))
    }
    #expect(Set(Self.boxes(Self.lenet.picture()).map { ($0.center.y * 100).rounded() }).count == 1)
  }

  @Test func sidesFollowTheSquareRoot() {
    // The front is the first polygon of a group; the face to the right is the third.
    let faces = Self.lenet.picture().elements.compactMap { element -> (front: Rectangle, side: Rectangle)? in
      guard case .group(let inner, _) = element else { return nil }
      return (hull(points(inner[0])), hull(points(inner[2])))
    }
    let sizes = [32.0, 28, 14, 10, 5]
    for (index, size) in sizes.enumerated() {
      #expect((faces[index].front.height / faces[0].front.height - (size / 32).squareRoot()).magnitude < 1e-9)
      #expect((faces[index].side.width / faces[0].side.width - (size / 32).squareRoot()).magnitude < 1e-9)
    }
    #expect((faces[1].front.width / faces[3].front.width - (6.0 / 16).squareRoot()).magnitude < 1e-9)
    #expect((faces[6].front.height / faces[5].front.height - (84.0 / 120).squareRoot()).magnitude < 1e-9)
  }

  @Test func noLargerMapIsDrawnSmaller() {
    let sizes = [1, 2, 3, 5, 8, 40, 224, 1000, 100_000, .max]
    let volumes = sizes.map { size in
      VolumeDrawing.Volume("v", .map(channels: size, height: size, width: size), kind: .input)
    }
    for width in [400.0, 960] {
      let boxes = Self.boxes(VolumeDrawing(title: "", volumes: volumes, links: []).picture(width: width))
      for (small, large) in zip(boxes, boxes.dropFirst()) {
        #expect(small.width <= large.width + 1e-9 && small.height <= large.height + 1e-9)
        #expect(small.width >= 3 && small.height >= 3)
      }
    }
  }

  @Test func filtersReachFromMapToMap() {
    for drawing in [Self.lenet, Self.chain(22)] {
      let picture = drawing.picture()
      let boxes = Self.boxes(picture)
      let apexes = picture.elements.compactMap {
        if case .circle(let center, _, _) = $0 { center } else { nil }
      }
      let fills = picture.elements.compactMap { element -> [Point]? in
        guard case .polygon(let points, let style) = element, style.fill == .paper else { return nil }
        return points
      }
      #expect(apexes.count == fills.count && apexes.count > 3)
      for (apex, window) in zip(apexes, fills) {
        let source = boxes.filter { box in
          window.allSatisfy { box.contains(Rectangle(x: $0.x, y: $0.y, width: 0, height: 0)) }
        }
        let target = boxes.filter { $0.contains(Rectangle(x: apex.x, y: apex.y, width: 0, height: 0)) }
        #expect(source.count == 1 && target.count == 1 && source != target)
        #expect(boxes.firstIndex(of: target[0]) == (boxes.firstIndex(of: source[0]) ?? -9) + 1)
        let lines = flat(picture.elements).filter { element in
          if case .line(let points, _, _, _) = element { points.last == apex } else { false }
        }
        #expect(Set(lines.flatMap(points)).subtracting([apex]) == Set(window))
      }
    }
  }

  @Test func aWindowCoversItsShareOfTheMap() {
    let picture = Self.lenet.picture()
    let window = picture.elements.compactMap { element -> Rectangle? in
      guard case .polygon(let points, let style) = element, style.fill == .paper else { return nil }
      return Rectangle(
        x: points[0].x, y: points[0].y, width: points[1].x - points[0].x, height: points[3].y - points[0].y)
    }[0]
    guard case .group(let inner, _) = picture.elements[0] else { return }
    let (front, side) = (hull(points(inner[0])), hull(points(inner[2])))
    #expect((window.height / front.height - 5.0 / 32).magnitude < 1e-9)
    #expect((window.width / side.width - 5.0 / 32).magnitude < 1e-9)
    #expect(window.x >= side.x && window.x + window.width <= side.right)
  }

  @Test func everyTextIsThere() {
    let words = texts(Self.lenet.picture()).map(\.text)
    for expected in [
      "C1", "6 × 28 × 28", "16 × 5 × 5", "120", "5×5 conv, 6", "Input", "Convolution", "Pooling", "Dense",
    ] {
      #expect(words.contains(expected), "\(expected) in \(words)")
    }
    let chain = texts(Self.chain(120).picture()).map(\.text).joined(separator: " ")
    for index in 1..<120 { #expect(chain.contains("operator\(index) 3×3")) }
  }

  @Test func operatorsWidenTheirGaps() {
    let volumes = (0..<12).map { _ in VolumeDrawing.Volume("f", .vector(features: 9), kind: .dense) }
    let links = (0..<12).map { VolumeDrawing.Link("fully_connected\($0)", seesAll: true) }
    let words = texts(VolumeDrawing(title: "", volumes: volumes, links: links).picture(width: 500)).map(
      \.text)
    for index in 0..<11 { #expect(words.contains("fully_connected\(index)")) }
  }

  @Test func markupStaysText() {
    let svg = Self.hostile.picture().svg(theme: .auto)
    #expect(!svg.contains("<b>") && !svg.contains("<i>") && !svg.contains("\u{202E}") && !svg.contains("nan"))
    #expect(svg == Self.hostile.picture().svg(theme: .auto))
  }
}
