/// A text of a picture, in one line.
package struct PictureText: Hashable, Sendable {
  /// Which point of a text its place is.
  package enum Anchor: Hashable, Sendable {
    /// Its beginning.
    case start
    /// Its middle.
    case middle
    /// Its end.
    case end
  }

  /// The text.
  package var text: String
  /// Its place on its baseline.
  package var place: Point
  /// The size of the font.
  package var size: Double
  /// Which point of it the place is.
  package var anchor: Anchor
  /// The weight of its letters.
  package var weight: TextMetrics.Weight
  /// Its ink.
  package var ink: Ink
  /// Whether it is read from bottom to top.
  package var isUpright: Bool

  /// A text at a place.
  package init(
    _ text: String, at place: Point, size: Double, anchor: Anchor = .start,
    weight: TextMetrics.Weight = .regular, ink: Ink = .text, isUpright: Bool = false
  ) {
    self.text = text.visible
    self.place = place
    self.size = size
    self.anchor = anchor
    self.weight = weight
    self.ink = ink
    self.isUpright = isUpright
  }

  /// Its width.
  package var width: Double { TextMetrics.width(of: text, size: size, weight: weight) }

  /// The area that it covers.
  package var bounds: Rectangle {
    let width = width
    let before =
      switch anchor {
      case .start: 0.0;
      case .middle: width / 2;
      case .end: width
      }
    let (up, down) = (TextMetrics.ascent * size, TextMetrics.descent * size)
    return isUpright
      ? Rectangle(x: place.x - up, y: place.y - width + before, width: up + down, height: width)
      : Rectangle(x: place.x - before, y: place.y - up, width: width, height: up + down)
  }
}
