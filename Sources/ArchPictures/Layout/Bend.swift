import ArchDocuments

/// A layout bent into a U: down on the left, up on the right, with the values that skip the middle straight across.
///
/// Encoders and decoders are drawn this way. It takes a height at which at least three values continue besides the main
/// one, each to one box below; everything below is turned upside down and goes to the right.
struct Bend {
  private(set) var result: LayeredLayout

  /// The room below for the turn of the main line, and between the sides.
  private static let (turn, gutter) = (14.0, 40.0)
  /// The distance between lines in the gutter.
  private static let between = 6.0
  /// The fewest values that skip the middle.
  private static let fewest = 3

  /// A value that goes from one side to the other.
  private struct Passage {
    var route: Int
    var target: Int?
    /// All of its corners.
    var points: [Point]
    /// The last corner above the cut.
    var last: Int
  }

  private let layout: LayeredLayout
  private let cut: Columns.Cut

  /// The layout as a U, or `nil` if it does not have that form.
  static func bent(_ layout: LayeredLayout) -> LayeredLayout? {
    let middle = layout.height / 2
    let cuts = Columns.cuts(layout, mostLines: 12).filter {
      $0.lines.count > fewest && (0.3...0.7).contains($0.y / layout.height)
    }
    // Most skipping values first, then nearest to the middle.
    let order = cuts.sorted { a, b in
      a.lines.count == b.lines.count
        ? (a.y - middle).magnitude < (b.y - middle).magnitude : a.lines.count > b.lines.count
    }
    for cut in order {
      if let result = Bend(layout, cut)?.result { return result }
    }
    return nil
  }

  private init?(_ layout: LayeredLayout, _ cut: Columns.Cut) {
    self.layout = layout
    self.cut = cut
    result = layout
    var passages: [Passage] = []
    for line in cut.lines {
      guard let passage = Self.passage(line.route, layout, cut.y) else { return nil }
      passages.append(passage)
    }
    // The main line is the one that begins last.
    guard
      let main = passages.indices.max(by: { passages[$0].points[0].y < passages[$1].points[0].y }),
      bend(passages, main: main)
    else { return nil }
  }

  private static func passage(_ index: Int, _ layout: LayeredLayout, _ y: Double) -> Passage? {
    let route = layout.routes[index]
    let below = route.lines.filter { line in
      line.target.map { layout.boxes[$0].y > y } ?? false
    }
    guard below.count == 1, let end = below.first else { return nil }
    let trunk = route.lines.filter { $0.target == nil }.sorted { $0.points[0].y < $1.points[0].y }
    var points: [Point] = []
    for point in (trunk + [end]).flatMap(\.points) where points.last.map({ !isSame($0, point) }) ?? true {
      points.append(point)
    }
    guard let last = points.indices.last(where: { points[$0].y < y }), last + 1 < points.count else {
      return nil
    }
    return Passage(route: index, target: end.target, points: points, last: last)
  }

  private static func isSame(_ a: Point, _ b: Point) -> Bool {
    (a.x - b.x).magnitude < 0.5 && (a.y - b.y).magnitude < 0.5
  }

  // MARK: Both sides

  private mutating func bend(_ passages: [Passage], main: Int) -> Bool {
    // The values that go straight across: their corners above, until they would go down, and below, from where they
    // would leave.
    var sides: [Int: (above: [Point], below: [Point])] = [:]
    for (index, passage) in passages.enumerated() where index != main {
      guard let above = Self.corners(passage.points[...passage.last]),
        let below = Self.corners(passage.points[(passage.last + 1)...].reversed())
      else { return false }
      sides[index] = (above, entering(below.reversed(), passage.target))
    }
    let replaced = Set(passages.map(\.route))
    var (left, right) = (
      (from: Double.infinity, to: -Double.infinity), (from: Double.infinity, to: -Double.infinity)
    )
    func widen(_ x: Double, _ y: Double) {
      if y < cut.y {
        left = (min(left.from, x), max(left.to, x))
      } else {
        right = (min(right.from, x), max(right.to, x))
      }
    }
    for (index, box) in layout.boxes.enumerated() {
      widen(box.center.x - layout.reaches[index].left, box.center.y)
      widen(box.center.x + layout.reaches[index].right, box.center.y)
    }
    for (index, route) in layout.routes.enumerated() {
      for line in route.lines
      where !replaced.contains(index) || line.target.map({ layout.boxes[$0].y < cut.y }) ?? false {
        for point in line.points { widen(point.x, point.y) }
      }
    }
    for side in sides.values {
      for point in side.above + side.below { widen(point.x, point.y) }
    }
    for point in passages[main].points { widen(point.x, point.y) }
    let gutter = Self.gutter + Double(max(0, sides.count - 1)) * Self.between
    // The right side may be the higher one.
    let top = max(0, layout.height - cut.y - cut.y)
    let bottom = cut.y + top
    let offset = left.to - left.from + gutter - right.from
    func moved(_ point: Point) -> Point {
      point.y < cut.y
        ? Point(point.x - left.from, point.y + top) : Point(point.x + offset, bottom - (point.y - cut.y))
    }
    result.width = left.to - left.from + gutter + right.to - right.from
    result.height = bottom + Self.turn
    for (index, box) in layout.boxes.enumerated() {
      let isUpward = box.center.y > cut.y
      let corner = moved(Point(box.x, isUpward ? box.bottom : box.y))
      result.boxes[index].x = corner.x
      result.boxes[index].y = corner.y
      result.isUpward[index] = isUpward
    }
    for (index, route) in layout.routes.enumerated() {
      result.routes[index].start = moved(route.start)
      result.routes[index].lines = route.lines.filter { line in
        !replaced.contains(index) || line.target.map { layout.boxes[$0].y < cut.y } ?? false
      }.map { .init(points: $0.points.map(moved), target: $0.target) }
    }
    var track = left.to - left.from + Self.gutter / 2
    for (index, passage) in passages.enumerated() {
      var points: [Point]
      if let side = sides[index] {
        let above = side.above.map(moved)
        var below = side.below.map(moved)
        points = above
        if let a = above.last, let b = below.first {
          // Nearly level lines are made level.
          if (a.y - b.y).magnitude < 4 {
            below = below.map { $0.y == b.y ? Point($0.x, a.y) : $0 }
          } else {
            points += [Point(track, a.y), Point(track, b.y)]
          }
          track += Self.between
        }
        points += below
      } else {
        let (above, below) = (
          passage.points[...passage.last].map(moved), passage.points[(passage.last + 1)...].map(moved)
        )
        points = above
        if let a = above.last, let b = below.first {
          points += [Point(a.x, bottom + Self.turn - 2), Point(b.x, bottom + Self.turn - 2)]
        }
        points += below
      }
      result.routes[passage.route].lines.append(.init(points: points, target: passage.target))
    }
    return isClear
  }

  /// The corners of a line that now comes from the left: if its box takes values anywhere along its edge, it enters at
  /// the left side.
  private func entering(_ points: [Point], _ target: Int?) -> [Point] {
    guard let target, !layout.hasFixedEntries[target], let end = points.last else { return points }
    let entry = min(end.x, 2 * layout.boxes[target].center.x - end.x)
    // Lower than the line from the box before, which may enter there from its side.
    return points.map { ($0.x - end.x).magnitude < 0.5 ? Point(entry, $0.y) : $0 }
      .map { $0.y < end.y - 5 ? Point($0.x, $0.y + 4) : $0 }
  }

  /// The corners of a line until it goes straight towards the cut, or `nil` if it does so from the beginning.
  private static func corners(_ points: some Sequence<Point>) -> [Point]? {
    var points = Array(points)
    guard let end = points.last else { return nil }
    while let last = points.last, (last.x - end.x).magnitude < 0.5 { points.removeLast() }
    return points.isEmpty ? nil : points
  }

  /// Whether no line crosses a box, and no two lines coincide.
  private var isClear: Bool {
    var pieces: [(a: Point, b: Point, route: Int)] = []
    for (index, route) in result.routes.enumerated() {
      for line in route.lines {
        for (a, b) in zip(line.points, line.points.dropFirst()) { pieces.append((a, b, index)) }
      }
    }
    for piece in pieces {
      let around = Rectangle(
        x: min(piece.a.x, piece.b.x) - 0.1, y: min(piece.a.y, piece.b.y) - 0.1,
        width: (piece.a.x - piece.b.x).magnitude + 0.2, height: (piece.a.y - piece.b.y).magnitude + 0.2)
      // Lines begin and end at the edges of boxes; the place where values enter a drawing has no size.
      if result.boxes.contains(where: { $0.height > 2 && $0.inset(by: 1).overlaps(around) }) { return false }
      for other in pieces where other.route > piece.route {
        let (isUpright, otherIsUpright) = (
          (piece.a.x - piece.b.x).magnitude < 0.5, (other.a.x - other.b.x).magnitude < 0.5
        )
        guard isUpright == otherIsUpright else { continue }
        let apart = isUpright ? (piece.a.x - other.a.x).magnitude : (piece.a.y - other.a.y).magnitude
        let (p, q) =
          isUpright
          ? ([piece.a.y, piece.b.y], [other.a.y, other.b.y])
          : ([piece.a.x, piece.b.x], [other.a.x, other.b.x])
        let shared = min(max(p[0], p[1]), max(q[0], q[1])) - max(min(p[0], p[1]), min(q[0], q[1]))
        if apart < 3, shared > 2 { return false }
      }
    }
    return true
  }
}
