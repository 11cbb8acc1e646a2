import ArchDocuments

/// Draws the links from each volume to the next within a row.
struct VolumeLinkPainter {
  private(set) var elements: [Picture.Element] = []
  /// Whether the window of a filter is drawn larger than it is.
  private(set) var enlarges = false

  /// The least height of a window, and the least length of its receding edges.
  private static let (leastHeight, leastDepth) = (8.0, 10.0)

  /// Prepares the link from the box of a shape to the next box.
  init(
    _ link: VolumeDrawing.Link, from: VolumeBox, shape: VolumeDrawing.Shape, to: VolumeBox, isLow: Bool
  ) {
    if let kernel = link.kernel, let map = shape.map {
      addWindow(kernel, height: map.height, width: map.width, from, to, isLow: isLow)
    } else if link.seesAll {
      addFan(from, to)
    } else {
      let y = from.bounds.center.y
      elements.append(
        .line(
          [Point(from.bounds.right + 4, y), Point(to.front.x - 3, y)], isArrow: true,
          Picture.Style(stroke: .quiet, width: 0.8)))
    }
  }

  /// Draws the window of a filter on the map that it reads, and lines from its corners to its output.
  private mutating func addWindow(
    _ kernel: VolumeDrawing.Kernel, height: Int, width: Int, _ from: VolumeBox, _ to: VolumeBox, isLow: Bool
  ) {
    let (rows, columns) = (Double(max(1, height)), Double(max(1, width)))
    let exact = (across: Double(max(1, kernel.width)) / columns, down: Double(max(1, kernel.height)) / rows)
    let across = min(1, max(exact.across, Self.leastDepth / from.depth))
    let down = min(1, max(exact.down, Self.leastHeight / from.front.height))
    let isWide = across > min(1, exact.across)
    enlarges = isWide || down > min(1, exact.down)
    // Alternately low and high, so that no filter seems to read only the output of the one before it.
    let y = max(0, min(1 - down, (isLow ? 0.64 : 0.36) - down / 2))
    let x = max(0, min(1 - across, 0.45 - across / 2))
    let window = Self.window(from, x, y, across, down)
    let step = Double(max(1, kernel.stride)) / columns
    if kernel.stride > 1, !isWide, step * from.away.x >= 6, x + step + across <= 1 {
      elements.append(
        .polygon(
          Self.window(from, x + step, y, across, down),
          Picture.Style(stroke: .text, width: 0.7, isDashed: true)))
    }
    elements.append(.polygon(window, Picture.Style(fill: .paper, opacity: 0.6)))
    let apex = Point(
      to.front.x + min(to.front.width / 2, 4),
      to.front.y + to.front.height * max(0.1, min(0.9, y + down / 2)))
    for corner in window {
      elements.append(.line([corner, apex], Picture.Style(stroke: .text, width: 0.6, opacity: 0.75)))
    }
    elements.append(.polygon(window, Picture.Style(stroke: .text, width: 0.9)))
    elements.append(.circle(apex, radius: 1.7, Picture.Style(fill: .text)))
  }

  private static func window(
    _ box: VolumeBox, _ x: Double, _ y: Double, _ across: Double, _ down: Double
  ) -> [Point] {
    [
      box.onMap(x, y), box.onMap(x + across, y), box.onMap(x + across, y + down), box.onMap(x, y + down),
    ]
  }

  /// Draws lines from all of a volume to all of the next.
  private mutating func addFan(_ from: VolumeBox, _ to: VolumeBox) {
    let (top, bottom) = (from.onMap(1, 0), from.onMap(1, 1))
    let (toTop, toBottom) = (Point(to.front.x, to.front.y), Point(to.front.x, to.front.bottom))
    elements.append(
      .polygon([top, toTop, toBottom, bottom], Picture.Style(fill: .faint, opacity: 0.28)))
    for line in [[top, toTop], [bottom, toBottom]] {
      elements.append(.line(line, Picture.Style(stroke: .quiet, width: 0.6, isDashed: true)))
    }
  }
}
