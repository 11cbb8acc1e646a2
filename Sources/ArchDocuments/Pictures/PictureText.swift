/// A text of a picture, in one line.
package struct PictureText: Hashable, Sendable {
  /// Where the place of a text is.
  package enum Anchor: Hashable, Sendable {
    /// Where it begins.
    case start
    /// In its middle.
    case middle
    /// Where it ends.
    case end
  }

  /// The text.
  package var text: String
  /// Its place on the line that its letters stand on.
  package var place: Point
  /// The size of the font.
  package var size: Double
  /// Where its place is.
  package var anchor: Anchor
  /// How thick its letters are.
  package var weight: TextMetrics.Weight
  /// What it is drawn with.
  package var ink: Ink
  /// Whether it is read from below upwards.
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

  /// How wide it is.
  package var width: Double { TextMetrics.width(of: text, size: size, weight: weight) }

  /// The room that it takes.
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
