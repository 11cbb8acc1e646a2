import ArchDocuments

/// A box as it is drawn: its front, and the length of its receding edges.
struct VolumeBox: Hashable {
  /// How far right and how far up an edge goes for each pixel of its length.
  static let (right, up) = (0.42, 0.32)

  /// The front: as wide as the volume is thick.
  var front: Rectangle
  /// The length of the receding edges.
  var depth: Double

  /// The offset between the front and the back.
  var away: Point { Point(depth * Self.right, -depth * Self.up) }

  /// The area that it covers.
  var bounds: Rectangle {
    Rectangle(
      x: front.x, y: front.y + away.y, width: front.width + away.x, height: front.height - away.y)
  }

  /// A point of the right face, where the map is visible: shares of its width, from the front, and of its height.
  func onMap(_ across: Double, _ down: Double) -> Point {
    Point(front.right + across * away.x, front.y + down * front.height + across * away.y)
  }

  /// The top face.
  var top: [Point] {
    let corner = Point(front.x, front.y)
    return [corner, corner + away, Point(front.right, front.y) + away, Point(front.right, front.y)]
  }

  /// The right face.
  var side: [Point] { [onMap(0, 0), onMap(1, 0), onMap(1, 1), onMap(0, 1)] }
}
