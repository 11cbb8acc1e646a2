import ArchDocuments

/// A layout folded into columns at heights that few lines cross, so that a long network fits a page.
struct Columns {
  let layout: LayeredLayout

  /// The largest ratio of height to width of a page, and of a slide.
  private static let (highest, highestSlide) = (1.4, 0.58)
  /// The width from which it is a slide.
  private static let slide = 900.0
  /// The smallest scale of letters accepted for another column.
  private static let smallest = 0.7
  /// The same for a U, which takes two columns.
  private static let smallestBend = 0.55
  /// The largest ratio for a U, which may be higher.
  private static let highestBend = 2.4
  /// The height up to which nothing is folded.
  private static let lowest = 480.0
  /// The widest that a drawing is made if no width is given.
  private static let widest = 1600.0
  /// The factor by which another column must reduce the height.
  private static let gain = 0.85
  /// The least part of the columns that must be filled.
  private static let fill = 0.6
  /// The most lines that are led from one column to the next.
  private static let mostLines = 6
  /// The height that avoiding another line between columns is worth.
  private static let penalty = 50.0

  /// A height at which the drawing may be cut, and the lines that cross it.
  struct Cut {
    var y: Double
    /// Where boxes begin again.
    var next: Double
    /// The routes of the lines, and the position of each.
    var lines: [(route: Int, x: Double)]
  }

  init(_ layout: LayeredLayout, _ spacing: Spacing, width: Double?) {
    let room = width ?? Self.widest
    // The height when scaled to the available width.
    func height(_ layout: LayeredLayout) -> Double { layout.height * min(1, room / max(1, layout.width)) }
    func limit(_ layout: LayeredLayout) -> Double {
      let page = width.map { $0 * ($0 < Self.slide ? Self.highest : Self.highestSlide) } ?? .infinity
      return max(Self.lowest, min(page, layout.width * Self.highest))
    }
    // A U says more than columns, if there is one.
    var couldBeBent = false
    if layout.height > Self.lowest, var bent = Bend.bent(layout), bent.width <= room / Self.smallestBend {
      couldBeBent = true
      if bent.height < bent.width * Self.highestBend {
        bent.isBent = true
        bent.couldBeBent = true
        self.layout = bent
        return
      }
    }
    var best = layout
    var count = 2
    let cuts = Self.cuts(layout, mostLines: Self.mostLines)
    while height(best) > limit(best), count <= cuts.count + 1, count <= 12 {
      let chosen = Self.chosen(cuts, count, layout.height)
      guard let folded = Folding(layout, chosen, spacing)?.result, folded.width <= room / Self.smallest else {
        break
      }
      let isFilled = layout.height > Self.fill * Double(count) * folded.height
      if isFilled, height(folded) < height(best) * Self.gain { best = folded }
      count += 1
    }
    best.couldBeBent = couldBeBent
    self.layout = best
  }

  /// The heights between boxes at which few lines cross, in order.
  static func cuts(_ layout: LayeredLayout, mostLines: Int) -> [Cut] {
    let boxes = layout.boxes.sorted { $0.y < $1.y }
    var cuts: [Cut] = []
    var bottom = -Double.infinity
    for box in boxes {
      defer { bottom = max(bottom, box.bottom) }
      guard bottom > 0, box.y > bottom + 8 else { continue }
      // Above the arrow, below the text beside the line.
      let y = box.y - 7
      var lines: [(route: Int, x: Double)] = []
      for (index, route) in layout.routes.enumerated() {
        for line in route.lines {
          for (a, b) in zip(line.points, line.points.dropFirst())
          where min(a.y, b.y) < y && max(a.y, b.y) > y && !lines.contains(where: { $0 == (index, a.x) }) {
            lines.append((index, a.x))
          }
        }
      }
      // All lines of a value that continues in several must be led on.
      guard !lines.isEmpty, lines.count <= mostLines else { continue }
      cuts.append(Cut(y: y, next: box.y, lines: lines.sorted { $0.x < $1.x }))
    }
    return cuts
  }

  /// The cuts that minimise the height of the highest of a number of columns.
  private static func chosen(_ cuts: [Cut], _ count: Int, _ height: Double) -> [Cut] {
    let ends = [0] + cuts.map(\.y) + [height]
    // The cost of the first columns that end at a cut, and the beginning of the last of them.
    var costs = ends.indices.map { (cost: ends[$0], lines: 0.0, from: [0]) }
    for _ in 1..<count {
      var next = costs
      for end in ends.indices {
        var best = (cost: Double.infinity, lines: 0.0, from: [0])
        for start in ends.indices where start > 0 && start < end {
          let before = costs[start]
          let lines = before.lines + penalty * Double(cuts[start - 1].lines.count - 1)
          let cost = max(before.cost, ends[end] - ends[start])
          if cost + lines < best.cost + best.lines { best = (cost, lines, before.from + [start]) }
        }
        next[end] = best
      }
      costs = next
    }
    return costs[ends.count - 1].from.dropFirst().map { cuts[$0 - 1] }
  }
}

/// Moves what is below each cut beside what is above it.
///
/// Lines that continue turn below their column, go up between the columns and turn above the next. They keep their
/// order, so that none crosses another: the rightmost turns nearest to the boxes below, and furthest from them above.
private struct Folding {
  private(set) var result: LayeredLayout

  /// The room between a column and the lines around it.
  private static let turn = 8.0
  /// The distance between those lines.
  private static let between = 6.0

  init?(_ layout: LayeredLayout, _ cuts: [Columns.Cut], _ spacing: Spacing) {
    guard !cuts.isEmpty else { return nil }
    result = layout
    func column(_ y: Double) -> Int { cuts.count { y > $0.y } }
    var left = [Double](repeating: .infinity, count: cuts.count + 1)
    var right = [Double](repeating: -.infinity, count: cuts.count + 1)
    func widen(_ column: Int, _ from: Double, _ to: Double) {
      left[column] = min(left[column], from)
      right[column] = max(right[column], to)
    }
    for (index, box) in layout.boxes.enumerated() {
      let reach = layout.reaches[index]
      widen(column(box.center.y), box.center.x - reach.left, box.center.x + reach.right)
    }
    for route in layout.routes {
      for line in route.lines { for point in line.points { widen(column(point.y), point.x, point.x) } }
    }
    for (index, cut) in cuts.enumerated() {
      for line in cut.lines { for side in [index, index + 1] { widen(side, line.x, line.x) } }
    }
    let most = cuts.reduce(0) { max($0, $1.lines.count) }
    let room = Self.turn + Double(most) * Self.between
    var offsets: [Point] = []
    var bottoms: [Double] = []
    var x = 0.0
    for index in left.indices {
      let top = index == 0 ? -room : cuts[index - 1].next - room - spacing.arrow
      offsets.append(Point(x - left[index], -top))
      bottoms.append((index < cuts.count ? cuts[index].y : layout.height) - top)
      let lines = index < cuts.count ? Double(cuts[index].lines.count - 1) * Self.between : 0
      x += right[index] - left[index] + spacing.columns + lines
    }
    result.width = x - spacing.columns
    result.height = 0
    for (index, bottom) in bottoms.enumerated() {
      result.height = max(result.height, bottom + (index < cuts.count ? room : 0))
    }
    func moved(_ point: Point) -> Point { point + offsets[column(point.y)] }
    result.boxes = layout.boxes.map { $0.moved(by: offsets[column($0.center.y)]) }
    for (index, route) in layout.routes.enumerated() {
      result.routes[index].start = moved(route.start)
      for (place, line) in route.lines.enumerated() {
        var points: [Point] = []
        for (before, point) in zip([line.points[0]] + line.points, line.points) {
          for cut in column(before.y)..<max(column(before.y), column(point.y)) {
            let lines = cuts[cut].lines
            let order = lines.firstIndex { $0.route == index && ($0.x - point.x).magnitude < 1 } ?? 0
            let (inner, outer) = (
              Double(lines.count - 1 - order) * Self.between, Double(order) * Self.between
            )
            let below = bottoms[cut] + Self.turn + inner
            let gutter = right[cut] + offsets[cut].x + spacing.columns / 2 + inner
            let above = room - Self.turn / 2 - outer - 2
            points += [
              Point(point.x + offsets[cut].x, below), Point(gutter, below), Point(gutter, above),
              Point(point.x + offsets[cut + 1].x, above),
            ]
          }
          points.append(moved(point))
        }
        result.routes[index].lines[place].points = points
      }
    }
  }
}
