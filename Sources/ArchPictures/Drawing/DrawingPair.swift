import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

/// Two designs in one drawing, with differences marked.
package struct DrawingPair {
  private let sides: [NetworkDrawing]
  private let names: [String]

  /// Draws two networks beside each other.
  ///
  /// - Parameter names: their names.
  package init(
    _ first: Analysis, _ second: Analysis, names: [String]? = nil,
    _ options: DrawingOptions = DrawingOptions()
  ) {
    var options = options
    options.width = options.width.map { ($0 - Self.gap) / 2 }
    var own = options
    own.hasCaption = false
    let (a, b) = (ComparedNetwork(first, folding: false), ComparedNetwork(second, folding: false))
    let difference = NetworkDifference(from: a, to: b)
    var kinds = [
      [NetworkDifference.Kind?](repeating: nil, count: a.rows.count),
      [NetworkDifference.Kind?](repeating: nil, count: b.rows.count),
    ]
    for entry in difference.entries where entry.kind != .alike {
      for row in entry.old { kinds[0][row] = entry.kind }
      for row in entry.new { kinds[1][row] = entry.kind }
    }
    sides = zip([first, second], kinds).map { analysis, kinds in
      var drawing = NetworkDrawing(analysis, own)
      drawing.mark(kinds)
      return drawing
    }
    self.names = names ?? [first.graph.name, second.graph.name]
  }

  private static let gap = 48.0
  private static let heading = 26.0

  /// The drawing as a picture.
  package var picture: Picture {
    let margin = NetworkDrawing.margin
    let widths = zip(sides, names).map { side, name in
      max(side.composed.width, TextMetrics.width(of: name, size: 13, weight: .bold), 160)
    }
    let width = widths[0] + Self.gap + widths[1] + 2 * margin
    let height = (sides.map(\.composed.height).max() ?? 0) + Self.heading + 2 * margin + 26
    var picture = Picture(
      width: width, height: height, title: names.joined(separator: " and ").visible,
      summary: "Two networks; what differs is marked.")
    var x = margin
    for (index, side) in sides.enumerated() {
      let name = TextMetrics.fitted(names[index], width: widths[index], size: 13, weight: .bold)
      picture.elements.append(
        .text(PictureText(name, at: Point(x, margin + 12), size: 13, weight: .bold)))
      let left = x + (widths[index] - side.composed.width) / 2
      picture.elements += side.elements(at: Point(left, margin + Self.heading))
      x += widths[index] + Self.gap
    }
    let middle = margin + widths[0] + Self.gap / 2
    picture.elements.append(
      .line([Point(middle, margin), Point(middle, height - margin - 26)], .init(stroke: .faint)))
    picture.elements += legend(at: Point(margin, height - margin - 8), width: width - 2 * margin)
    return picture
  }

  private func legend(at place: Point, width: Double) -> [Picture.Element] {
    var elements: [Picture.Element] = []
    var x = place.x
    let entries: [(NetworkDifference.Kind, String)] = [
      (.removed, "only in \(names[0])"), (.added, "only in \(names[1])"), (.changed, "differs"),
    ]
    for (kind, text) in entries {
      guard let mark = kind.mark else { continue }
      elements += NetworkDrawing.badge(mark, at: Point(x + 7, place.y - 3.5))
      let text = TextMetrics.fitted(text, width: width / 3 - 30, size: 10)
      elements.append(.text(PictureText(text, at: Point(x + 18, place.y), size: 10, ink: .quiet)))
      x += 18 + TextMetrics.width(of: text, size: 10) + 18
    }
    return elements
  }
}

extension NetworkDifference.Kind {
  /// The sign of a difference, and its ink.
  var mark: (sign: String, ink: Ink)? {
    switch self {
    case .alike: nil
    case .added: ("+", .added)
    case .removed: ("–", .removed)
    case .changed, .replaced: ("~", .changed)
    }
  }
}

extension NetworkDrawing {
  /// Marks boxes by what happened to their layers: one mark if it is the same for all, otherwise a change.
  mutating func mark(_ kinds: [NetworkDifference.Kind?]) {
    for (index, box) in drawn.boxes.enumerated() where box.children.isEmpty {
      let own = box.nodes.map { kinds.indices.contains($0) ? kinds[$0] : nil }
      guard own.contains(where: { $0 != nil }) else { continue }
      let isOne = own.allSatisfy { $0 == own[0] }
      marks[index] = (isOne ? own[0] : .changed)?.mark
    }
  }

  /// A sign in a circle.
  static func badge(_ mark: (sign: String, ink: Ink), at center: Point) -> [Picture.Element] {
    [
      .circle(center, radius: 6.5, .init(fill: mark.ink)),
      .text(
        PictureText(
          mark.sign, at: center + Point(0, 3.6), size: 11, anchor: .middle, weight: .bold, ink: .paper)),
    ]
  }
}
