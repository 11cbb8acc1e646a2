/// A picture: shapes and texts in the order in which they are drawn, with all that is needed to look at where they are.
package struct Picture: Sendable {
  /// How wide it is.
  package var width: Double
  /// How high it is.
  package var height: Double
  /// What it shows, in a few words: read aloud in its place.
  package var title: String
  /// The same in a sentence or two.
  package var summary: String
  /// What is drawn.
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
    /// The user's own picture, stretched to a rectangle: its bytes, and what they are, such as `image/png`.
    case image(Rectangle, type: String, bytes: [UInt8])
    /// Several elements that are one thing.
    case group([Element], Mark)
  }

  /// How a shape looks.
  package struct Style: Hashable, Sendable {
    /// What it is filled with; nil for nothing.
    package var fill: Ink?
    /// What its outline is drawn with; nil for none.
    package var stroke: Ink?
    /// How thick its outline is.
    package var width: Double
    /// Whether its outline is broken.
    package var isDashed: Bool
    /// How much of what is after it is covered, up to 1.
    package var opacity: Double

    /// A way to look.
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

  /// What a group of elements stands for.
  package struct Mark: Hashable, Sendable {
    /// What is read aloud, and shown where a pointer rests.
    package var title: String?
    /// The path of the part of a network that it is.
    package var path: String?
    /// Whether there is more to see inside of it.
    package var opens: Bool

    /// A mark.
    package init(title: String? = nil, path: String? = nil, opens: Bool = false) {
      self.title = title
      self.path = path
      self.opens = opens
    }
  }
}
