/// A self-contained picture: shapes and texts in drawing order.
package struct Picture: Sendable {
  /// Its width.
  package var width: Double
  /// Its height.
  package var height: Double
  /// What it shows, in a few words, to be read aloud instead.
  package var title: String
  /// The same in a sentence or two.
  package var summary: String
  /// The drawn elements.
  package var elements: [Element] = []

  /// An empty picture.
  package init(width: Double, height: Double, title: String, summary: String = "") {
    self.width = width
    self.height = height
    self.title = title
    self.summary = summary
  }

  /// A shape, a text, or several together.
  package indirect enum Element: Sendable {
    /// An upright rectangle with round corners.
    case rectangle(Rectangle, radius: Double = 0, Style)
    /// A circle.
    case circle(Point, radius: Double, Style)
    /// A line from point to point, with round corners, that may end in an arrow.
    case line([Point], radius: Double = 0, isArrow: Bool = false, Style)
    /// A surface between points.
    case polygon([Point], Style)
    /// A text.
    case text(PictureText)
    /// The user's own picture, stretched to a rectangle: its bytes, and their type, such as `image/png`.
    case image(Rectangle, type: String, bytes: [UInt8])
    /// Several elements that belong together.
    case group([Element], Mark)
  }

  /// The style of a shape.
  package struct Style: Hashable, Sendable {
    /// The ink of its inside, or `nil` for none.
    package var fill: Ink?
    /// The ink of its outline, or `nil` for none.
    package var stroke: Ink?
    /// The width of its outline.
    package var width: Double
    /// Whether its outline is dashed.
    package var isDashed: Bool
    /// How much of what is behind it is covered, up to 1.
    package var opacity: Double

    /// A style.
    package init(
      fill: Ink? = nil, stroke: Ink? = nil, width: Double = 1, isDashed: Bool = false, opacity: Double = 1
    ) {
      self.fill = fill
      self.stroke = stroke
      self.width = width
      self.isDashed = isDashed
      self.opacity = opacity
    }
  }

  /// The meaning of a group of elements.
  package struct Mark: Hashable, Sendable {
    /// The text that is read aloud, and shown when a pointer rests on it.
    package var title: String?
    /// The path of the part of a network that it represents.
    package var path: String?
    /// Whether it has more detail inside.
    package var opens: Bool

    /// A mark.
    package init(title: String? = nil, path: String? = nil, opens: Bool = false) {
      self.title = title
      self.path = path
      self.opens = opens
    }
  }
}
