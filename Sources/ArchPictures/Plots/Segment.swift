import ArchDocuments

/// A straight line between two points of a plot.
struct Segment: Hashable {
  let start: Point
  let end: Point

  /// The point in its middle.
  var middle: Point { Point((start.x + end.x) / 2, (start.y + end.y) / 2) }

  /// The distance from a point to the nearest point of the line.
  func distance(to point: Point) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let square = dx * dx + dy * dy
    var share = 0.0
    if square > 0 {
      share = max(0, min(1, ((point.x - start.x) * dx + (point.y - start.y) * dy) / square))
    }
    let (ex, ey) = (start.x + share * dx - point.x, start.y + share * dy - point.y)
    return (ex * ex + ey * ey).squareRoot()
  }

  /// Whether any point of it is in a rectangle (Liang and Barsky 1984).
  func crosses(_ box: Rectangle) -> Bool { clipped(to: box) != nil }

  /// The part of it inside a rectangle, or `nil` if there is none.
  func clipped(to box: Rectangle) -> Segment? {
    var (enter, leave) = (0.0, 1.0)
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let edges = [
      (-dx, start.x - box.x), (dx, box.right - start.x), (-dy, start.y - box.y), (dy, box.bottom - start.y),
    ]
    for (toward, room) in edges {
      if toward == 0 {
        if room < 0 { return nil }
      } else if toward < 0 {
        enter = max(enter, room / toward)
      } else {
        leave = min(leave, room / toward)
      }
    }
    guard enter <= leave else { return nil }
    return Segment(
      start: Point(start.x + enter * dx, start.y + enter * dy),
      end: Point(start.x + leave * dx, start.y + leave * dy))
  }

  /// Whether it and another have a point in common.
  func crosses(_ other: Segment) -> Bool {
    func side(_ a: Point, _ b: Point, _ c: Point) -> Double {
      (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }
    let (a, b) = (side(start, end, other.start), side(start, end, other.end))
    let (c, d) = (side(other.start, other.end, start), side(other.start, other.end, end))
    return (a <= 0) != (b <= 0) && (c <= 0) != (d <= 0)
  }
}
