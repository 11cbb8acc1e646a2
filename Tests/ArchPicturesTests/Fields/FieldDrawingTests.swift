import ArchDocuments
import ArchPictures
import Testing

@Suite struct FieldDrawingTests {
  typealias Axis = FieldDrawing.Axis

  static func every(_ step: Int, from start: Int, _ count: Int, length: Int = 1) -> [Range<Int>] {
    (0..<count).map { start + $0 * step..<start + $0 * step + length }
  }

  static func square(_ extent: Int, _ seen: [Range<Int>], _ next: [Range<Int>] = []) -> FieldDrawing {
    FieldDrawing(
      title: "layer",
      axes: [
        Axis("rows", extent: extent, seen: seen, next: next),
        Axis("columns", extent: extent, seen: seen, next: next),
      ], texts: ["What one position sees, in a sentence that is long enough for two lines on narrow paper."])
  }

  static let long = String(repeating: "<name>&", count: 40)

  static let drawings: [(String, FieldDrawing)] = [
    ("digits", square(28, [8..<22], [10..<24])), ("whole", square(28, [0..<28])),
    ("padding", square(224, [-90..<122], [-58..<154])), ("larger", square(224, [-117..<310], [-85..<342])),
    ("much larger", square(32, [-4000..<5023], [-3968..<5055])), ("point", square(224, [3..<4], [4..<5])),
    ("last", square(224, [223..<224])), ("one pixel", square(1, [-3..<4])), ("none", square(10, [])),
    ("outside", square(10, [500..<600], [600..<700])), ("before", square(10, [-5 ..< -2])),
    ("dilated", square(28, every(4, from: -1, 5, length: 2), every(4, from: 3, 5, length: 2))),
    ("fine", square(224, every(2, from: -8, 100), every(2, from: -6, 100))),
    ("many", square(4000, every(40, from: 0, 90, length: 20))),
    (
      "unordered",
      square(20, [5..<5, 9..<12, 3..<4, 7..<8, 4..<6, 10..<11], [1..<2])
    ),
    ("limits", square(.max, [.min ..< .max], [0 ..< .max])), ("negative", square(-7, [0..<1])),
    (
      "city",
      FieldDrawing(
        title: long,
        axes: [
          Axis("rows", extent: 1024, seen: every(288, from: 100, 3, length: 91), next: [116..<800]),
          Axis(long, extent: 2048, seen: every(288, from: 1400, 3, length: 91), next: [1380..<2100]),
        ], texts: [long, long + " " + long, "", "שלום"])
    ),
    (
      "tall",
      FieldDrawing(
        title: "",
        axes: [
          Axis(long, extent: 16_000, seen: [3..<90]), Axis("x", extent: 2, seen: [0..<1], next: [1..<2]),
        ])
    ),
    (
      "audio",
      FieldDrawing(
        title: "stack",
        axes: [
          Axis(
            "samples", extent: 16_000, seen: every(512, from: -500, 8, length: 64),
            next: every(512, from: -436, 8))
        ])
    ),
    (
      "end of a signal",
      FieldDrawing(
        title: "stack",
        axes: [Axis("samples", extent: 16_000, seen: [15_000..<15_990], next: [15_010..<16_000])])
    ),
    (
      "last samples",
      FieldDrawing(title: "stack", axes: [Axis("samples", extent: 160_000, seen: [158_500..<159_990])])
    ),
    ("short", FieldDrawing(title: "stack", axes: [Axis("samples", extent: 3, seen: [2..<3], next: [1..<2])])),
    ("no axes", FieldDrawing(title: "", axes: [])),
  ]

  @Test(arguments: [-5, 320, 360, 640, 1000, 1e9, .nan, .infinity])
  func nothingOverlaps(width: Double) {
    for (name, drawing) in Self.drawings {
      let picture = drawing.picture(width: width)
      if (320...1000).contains(width) { #expect(picture.width == width) }
      #expect(picture.height > 0 && picture.height < 9000)
      expectTidy(picture, "\(name) at \(width)")
      let svg = picture.svg()
      #expect(!svg.contains("<name>") && !svg.contains("nan") && !svg.contains("inf"))
    }
  }

  /// How positions of the input become places, from the labels of an axis: a place for 0, and pixels for a position.
  static func ruler(_ picture: Picture, horizontal: Bool) -> (zero: Double, scale: Double) {
    let labels = texts(picture).filter { text in
      text.ink == .quiet && text.size == 10 && text.anchor == (horizontal ? .middle : .end)
    }
    let ticks = labels.compactMap { text -> (Double, Double)? in
      let digits = text.text.filter { $0 != "," }
      guard let value = Double(digits) else { return nil }
      return (value, horizontal ? text.place.x : text.place.y - 3.5)
    }
    guard let first = ticks.first, let last = ticks.last, first.0 == 0, last.0 > 0 else { return (0, 0) }
    return (first.1, (last.1 - first.1) / last.0)
  }

  static func cells(_ picture: Picture) -> [Rectangle] {
    // The last element of the picture that is filled so and larger than a swatch of the legend.
    picture.elements.compactMap { element in
      guard case .rectangle(let box, _, let style) = element, style.fill == .series(0), style.opacity < 1
      else {
        return nil
      }
      return box.width == 16 && box.height == 10 ? nil : box
    }
  }

  @Test(arguments: ["digits", "whole", "padding", "larger", "dilated", "unordered", "city"])
  func cellsAreWhereTheAxesSay(name: String) throws {
    let drawing = try #require(Self.drawings.first { $0.0 == name }?.1)
    let picture = drawing.picture()
    let (x, y) = (Self.ruler(picture, horizontal: true), Self.ruler(picture, horizontal: false))
    #expect(x.scale > 0 && (x.scale - y.scale).magnitude < 1e-9)
    let cells = Self.cells(picture)
    // Every position near the input, looked up in the ranges and in the picture.
    func isSeen(_ position: Int, _ axis: Axis) -> Bool { axis.seen.contains { $0.contains(position) } }
    let step = max(1, drawing.axes[1].extent / 60)
    for row in stride(from: -drawing.axes[0].extent / 4, to: drawing.axes[0].extent * 5 / 4, by: step) {
      for column in stride(from: -drawing.axes[1].extent / 4, to: drawing.axes[1].extent * 5 / 4, by: step) {
        let place = Point(x.zero + (Double(column) + 0.5) * x.scale, y.zero + (Double(row) + 0.5) * y.scale)
        let point = Rectangle(x: place.x, y: place.y, width: 0, height: 0)
        let expected = isSeen(row, drawing.axes[0]) && isSeen(column, drawing.axes[1])
        #expect(cells.filter { $0.contains(point) }.count == (expected ? 1 : 0), "\(name) \(row), \(column)")
      }
    }
  }

  /// Inputs of any form are as large as there is room for, and positions as wide as high unless one axis were too short.
  @Test(arguments: [(28, 28), (400, 100), (100, 400), (3, 3), (2000, 50), (50, 2000), (7, 5)])
  func inputsOfAnyForm(height: Int, width: Int) {
    for room in [360.0, 640, 1000] {
      let drawing = FieldDrawing(
        title: "any",
        axes: [Axis("height", extent: height, seen: [0..<1]), Axis("width", extent: width, seen: [0..<1])])
      let picture = drawing.picture(width: room)
      let (x, y) = (Self.ruler(picture, horizontal: true), Self.ruler(picture, horizontal: false))
      let size = (across: x.scale * Double(width), down: y.scale * Double(height))
      let note: Comment = "\(height)x\(width) in \(room): \(size)"
      #expect(size.across <= room && size.down <= max(60, min(560, room * 0.85)) + 1e-6, note)
      #expect(x.scale <= 44 + 1e-9 || size.across <= 61, note)
      #expect(size.across >= 50 && size.down >= 50, note)
      // Where neither is at its least one of them is at its most, or a position is.
      if (x.scale - y.scale).magnitude < 1e-9 {
        #expect(
          size.across > 0.6 * room || size.down > min(560, room * 0.85) * 0.8 || x.scale > 43, note)
      } else {
        #expect(size.across < 65 || size.down < 65, note)
      }
    }
  }

  @Test func paddingIsHatched() throws {
    let picture = Self.square(20, [-4..<10]).picture()
    let (x, y) = (Self.ruler(picture, horizontal: true), Self.ruler(picture, horizontal: false))
    let hatch = picture.elements.compactMap { element -> [Point]? in
      guard case .line(let points, _, _, let style) = element, style.stroke == .quiet, style.opacity < 1
      else {
        return nil
      }
      return points
    }
    // The lines of the legend are below the axis.
    let lines = hatch.filter { $0.allSatisfy { $0.y < y.zero + 20.5 * y.scale } }
    #expect(lines.count > 10)
    for point in lines.flatMap({ $0 }) {
      let (column, row) = ((point.x - x.zero) / x.scale, (point.y - y.zero) / y.scale)
      #expect(column > -4.001 && column < 10.001 && row > -4.001 && row < 10.001)
      #expect(column < 0.001 || row < 0.001)
    }
    #expect(texts(picture).contains { $0.text == "seen beyond the input: padding" })
    let none = texts(Self.square(20, [1..<10]).picture())
    #expect(!none.contains { $0.text.contains("beyond") })
  }

  @Test func sizesAndStepsAreSaid() {
    let words = texts(Self.square(224, [10..<140], [42..<172]).picture()).map(\.text)
    #expect(words.filter { $0 == "130" }.count == 2)
    #expect(words.filter { $0 == "32" }.count == 2)
    #expect(words.contains("seen by the next positions"))
    #expect(!words.contains("The field is the whole input."))
    #expect(!texts(Self.square(224, [10..<140]).picture()).contains { $0.text.contains("next") })
  }

  @Test func whatIsSpecialIsSaid() {
    func says(_ drawing: FieldDrawing, _ words: String) -> Bool {
      texts(drawing.picture(width: 900)).contains { $0.text.contains(words) }
    }
    #expect(says(Self.square(28, [0..<28]), "The field is the whole input."))
    #expect(says(Self.square(28, [0..<10, 10..<28]), "The field is the whole input."))
    #expect(says(Self.square(28, [-3..<40]), "The field is the whole input, and padding beyond it."))
    #expect(!says(Self.square(28, [0..<10, 11..<28]), "whole"))
    #expect(says(Self.square(28, [-9 ..< -3]), "Everything that is seen is padding."))
    #expect(says(Self.square(28, []), "No position of the input is seen."))
    #expect(says(Self.square(32, [-4000..<5023]), "seen from −4,000 to 5,023; cropped here."))
    #expect(!says(Self.square(32, [-30..<60]), "cropped"))
    #expect(says(Self.square(4000, Self.every(40, from: 0, 90, length: 20)), "too many or too small"))
    #expect(!says(Self.square(4000, Self.every(80, from: 0, 50, length: 40)), "too many or too small"))
  }

  @Test func cellsAreAtMostFourThousand() {
    #expect(
      Self.cells(Self.square(4000, Self.every(64, from: 0, 62, length: 30)).picture(width: 2000)).count == 62
        * 62)
    #expect(
      Self.cells(Self.square(4000, Self.every(60, from: 0, 64, length: 30)).picture(width: 2000)).count == 1)
  }

  @Test func aPictureLiesUnderTheField() throws {
    let bytes: [UInt8] = Array("GIF89a".utf8) + [0xF4, 0x01, 0x77, 0x01]
    var drawing = Self.square(224, [10..<140])
    drawing.image = try FieldDrawing.Image(bytes)
    let picture = drawing.picture()
    let (x, y) = (Self.ruler(picture, horizontal: true), Self.ruler(picture, horizontal: false))
    let images = picture.elements.compactMap {
      if case .image(let box, let type, _) = $0 { (box, type) } else { nil }
    }
    #expect(images.count == 1 && images[0].1 == "image/gif")
    #expect((images[0].0.x - x.zero).magnitude < 1e-9 && (images[0].0.y - y.zero).magnitude < 1e-9)
    #expect((images[0].0.width - 224 * x.scale).magnitude < 1e-6)
    #expect(
      texts(picture).contains { $0.text == "The picture has 500 × 375 pixels and is stretched to the input." }
    )
  }
}
