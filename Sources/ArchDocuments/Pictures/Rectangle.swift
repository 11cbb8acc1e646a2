/// An upright rectangle of a picture.
package struct Rectangle: Hashable, Sendable {
  /// Its left edge.
  package var x: Double
  /// Its upper edge.
  package var y: Double
  /// Its width.
  package var width: Double
  /// Its height.
  package var height: Double

  /// The rectangle with a given upper left corner and size.
  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// Its right edge.
  package var right: Double { x + width }
  /// Its lower edge.
  package var bottom: Double { y + height }
  /// The point in its middle.
  package var center: Point { Point(x + width / 2, y + height / 2) }

  /// The rectangle with its edges moved inwards by a distance; outwards if that is negative.
  package func inset(by distance: Double) -> Rectangle {
    Rectangle(x: x + distance, y: y + distance, width: width - 2 * distance, height: height - 2 * distance)
  }

  /// The rectangle moved by an offset.
  package func moved(by offset: Point) -> Rectangle {
    Rectangle(x: x + offset.x, y: y + offset.y, width: width, height: height)
  }

  /// Whether both have more than an edge in common.
  package func overlaps(_ other: Rectangle) -> Bool {
    x < other.right && other.x < right && y < other.bottom && other.y < bottom
  }

  /// Whether another is inside it, edges included.
  package func contains(_ other: Rectangle) -> Bool {
    x <= other.x && other.right <= right && y <= other.y && other.bottom <= bottom
  }

  /// The smallest rectangle around both.
  package func union(_ other: Rectangle) -> Rectangle {
    let (left, top) = (min(x, other.x), min(y, other.y))
    return Rectangle(
      x: left, y: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
  }
}
