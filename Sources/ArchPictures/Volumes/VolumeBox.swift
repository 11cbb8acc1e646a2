import ArchDocuments

/// A box as it is drawn: its front, and how long the edges are that lead away from the reader.
struct VolumeBox: Hashable {
  /// How far right and how far up an edge leads for each pixel of its length.
  static let (right, up) = (0.42, 0.32)

  /// The front: as wide as the volume is thick.
  var front: Rectangle
  /// How long the edges are that lead away.
  var depth: Double

  /// The offset between the front and the back.
  var away: Point { Point(depth * Self.right, -depth * Self.up) }

  /// The room that it takes.
  var bounds: Rectangle {
    Rectangle(
      x: front.x, y: front.y + away.y, width: front.width + away.x, height: front.height - away.y)
  }

  /// A point of the face to the right, where the map is seen: shares of its width, from the front, and of its height.
  func onMap(_ across: Double, _ down: Double) -> Point {
    Point(front.right + across * away.x, front.y + down * front.height + across * away.y)
  }

  /// The face above.
  var top: [Point] {
    let corner = Point(front.x, front.y)
    return [corner, corner + away, Point(front.right, front.y) + away, Point(front.right, front.y)]
  }

  /// The face to the right.
  var side: [Point] { [onMap(0, 0), onMap(1, 0), onMap(1, 1), onMap(0, 1)] }
}
