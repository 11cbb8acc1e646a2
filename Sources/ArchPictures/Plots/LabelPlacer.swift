import ArchDocuments

/// Finds places for the names of bubbles that cover neither each other nor any bubble.
///
/// Near places are tried before distant ones, which need a thin line to the bubble. Names with the fewest places are
/// placed first; if some find none, the search begins again with those.
struct LabelPlacer {
  /// A placed name.
  struct Label: Hashable {
    /// The index of its bubble.
    let index: Int
    /// The area that it covers.
    let box: Rectangle
    /// The line to its bubble, or `nil` if it is beside it.
    let leader: Segment?
    /// Whether it is in the middle of its bubble.
    var isInside = false
  }

  /// Where names may be.
  let area: Rectangle
  /// The bubbles that they must not cover.
  let bubbles: [Disc]
  /// The lines that they cover only if there is no other place.
  let lines: [Segment]
  /// Whether names may be inside their own bubbles, as numbers may.
  let allowsInside: Bool

  private var boxes: [Rectangle] = []
  private var leaders: [Segment] = []

  init(
    area: Rectangle, bubbles: [Disc], lines: [Segment] = [], taken: [Rectangle] = [],
    leaders: [Segment] = [], allowsInside: Bool = false
  ) {
    self.area = area
    self.bubbles = bubbles
    self.lines = lines
    self.allowsInside = allowsInside
    self.leaders = leaders
    boxes = taken
  }

  /// Places as many names as possible, given their widths in pixels and the numbers of their bubbles.
  func place(_ names: [(index: Int, width: Double)], height: Double, reach: Double = 70) -> [Label] {
    let valid = names.filter { bubbles.indices.contains($0.index) }
    let near = Dictionary(
      valid.map { ($0.index, neighbours(of: $0, height, reach)) }, uniquingKeysWith: { first, _ in first })
    var order = valid.map { (name: $0, free: nearPlaces(of: $0, height, near[$0.index] ?? [])) }
      .enumerated().sorted { ($0.element.free, $0.offset) < ($1.element.free, $1.offset) }
      .map(\.element.name)
    var best: [Label] = []
    for _ in 0..<5 {
      var trial = self
      var found: [Label] = []
      var left: [(index: Int, width: Double)] = []
      for name in order {
        if let label = trial.placeNext(name, height, reach, near[name.index] ?? []) {
          found.append(label)
        } else {
          left.append(name)
        }
      }
      if found.count > best.count { best = found }
      if left.isEmpty { break }
      let missing = Set(left.map(\.index))
      order = left + order.filter { !missing.contains($0.index) }
    }
    return best
  }

  /// To the right, left, above and below, then between these.
  private static let near: [Point] = [
    Point(1, 0), Point(-1, 0), Point(0, -1), Point(0, 1), Point(0.707, -0.707), Point(0.707, 0.707),
    Point(-0.707, -0.707), Point(-0.707, 0.707),
  ]
  private static let far: [Point] =
    near + [
      Point(0.924, -0.383), Point(0.924, 0.383), Point(-0.924, -0.383), Point(-0.924, 0.383),
      Point(0.383, -0.924), Point(0.383, 0.924), Point(-0.383, -0.924), Point(-0.383, 0.924),
    ]

  private func nearPlaces(of name: (index: Int, width: Double), _ height: Double, _ near: [Int]) -> Int {
    Self.near.filter { way in
      let box = box(of: name, height, way, gap: 3).box
      return area.contains(box) && !near.contains { bubbles[$0].overlaps(box) }
    }.count
  }

  private mutating func placeNext(
    _ name: (index: Int, width: Double), _ height: Double, _ reach: Double, _ near: [Int]
  ) -> Label? {
    var (best, cost): (Label?, Double) = (nil, .infinity)
    func consider(_ own: Double, _ way: Point, gap: Double, hasLeader: Bool) {
      guard own < cost else { return }
      let (box, foot) = self.box(of: name, height, way, gap: gap)
      let bubble = bubbles[name.index]
      var leader: Segment?
      if hasLeader {
        let start = Point(
          bubble.center.x + way.x * bubble.radius, bubble.center.y + way.y * bubble.radius)
        leader = Segment(start: start, end: foot)
      }
      guard isFree(box, near), leader.map({ isFree($0, besides: name.index, near) }) ?? true else { return }
      // A name that touches a line, or whose own line runs along it, looks like the name of that line.
      let touched = box.inset(by: -2)
      let isCovering = lines.contains { line in
        line.crosses(touched) || leader.map { line.distance(to: $0.middle) < 3 } ?? false
      }
      let covered = isCovering ? 30.0 : 0
      guard own + covered < cost else { return }
      (best, cost) = (Label(index: name.index, box: box, leader: leader), own + covered)
    }
    if let inside = placeInside(name, height, near) {
      boxes.append(inside.box)
      return inside
    }
    for (place, way) in Self.near.enumerated() { consider(Double(place), way, gap: 3, hasLeader: false) }
    for distance in stride(from: 12.0, through: max(12, reach), by: 8) {
      for (place, way) in Self.far.enumerated() {
        consider(10 + distance * 0.5 + Double(place) * 0.1, way, gap: distance, hasLeader: true)
      }
    }
    if let best {
      boxes.append(best.box)
      if let leader = best.leader { leaders.append(leader) }
    }
    return best
  }

  /// Places a name in the middle of its own bubble, if there is room and no other bubble is in the way.
  private func placeInside(
    _ name: (index: Int, width: Double), _ height: Double, _ near: [Int]
  ) -> Label? {
    let bubble = bubbles[name.index]
    guard allowsInside, (name.width * name.width + height * height).squareRoot() / 2 < bubble.radius - 2
    else {
      return nil
    }
    let box = Rectangle(
      x: bubble.center.x - name.width / 2, y: bubble.center.y - height / 2, width: name.width, height: height)
    guard area.contains(box), !boxes.contains(where: { $0.overlaps(box) }) else { return nil }
    guard !near.contains(where: { $0 != name.index && bubbles[$0].overlaps(box) }) else { return nil }
    guard !lines.contains(where: { $0.crosses(box) }) else { return nil }
    return Label(index: name.index, box: box, leader: nil, isInside: true)
  }

  /// The area of a name at a distance from its bubble, and the point of it nearest to the bubble.
  private func box(
    of name: (index: Int, width: Double), _ height: Double, _ way: Point, gap: Double
  ) -> (box: Rectangle, foot: Point) {
    let bubble = bubbles[name.index]
    let distance = bubble.radius + gap
    let foot = Point(bubble.center.x + way.x * distance, bubble.center.y + way.y * distance)
    func start(_ place: Double, _ size: Double, _ toward: Double) -> Double {
      toward > 0.5 ? place : toward < -0.5 ? place - size : place - size / 2
    }
    return (
      Rectangle(
        x: start(foot.x, name.width, way.x), y: start(foot.y, height, way.y), width: name.width,
        height: height), foot
    )
  }

  /// The bubbles that could be in the way of a name, so that many points do not make each name slower.
  private func neighbours(of name: (index: Int, width: Double), _ height: Double, _ reach: Double) -> [Int] {
    let own = bubbles[name.index]
    let across = own.radius + reach + name.width + 2
    let down = own.radius + reach + height + 2
    return bubbles.indices.filter {
      let other = bubbles[$0]
      return (other.center.x - own.center.x).magnitude < across + other.radius
        && (other.center.y - own.center.y).magnitude < down + other.radius
    }
  }

  private func isFree(_ box: Rectangle, _ near: [Int]) -> Bool {
    // At least a pixel between names, so that they do not read as one.
    let wide = Rectangle(x: box.x - 3, y: box.y - 0.5, width: box.width + 6, height: box.height + 1)
    return area.contains(box) && !boxes.contains { $0.overlaps(wide) }
      && !leaders.contains { $0.crosses(wide) } && !near.contains { bubbles[$0].overlaps(box) }
  }

  private func isFree(_ leader: Segment, besides own: Int, _ near: [Int]) -> Bool {
    !boxes.contains { leader.crosses($0) } && !leaders.contains { $0.crosses(leader) }
      && !near.contains { $0 != own && leader.distance(to: bubbles[$0].center) < bubbles[$0].radius + 1 }
  }
}
