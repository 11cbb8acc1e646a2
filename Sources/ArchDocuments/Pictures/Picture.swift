/// A picture: shapes and texts in the order in which they are drawn, with all that is needed to look at where they are.
public struct Picture: Sendable {
  /// How wide it is.
  public var width: Double
  /// How high it is.
  public var height: Double
  /// What it shows, in a few words: read aloud in its place.
  public var title: String
  /// The same in a sentence or two.
  public var summary: String
  /// What is drawn.
  public var elements: [Element] = []

  /// An empty picture.
  public init(width: Double, height: Double, title: String, summary: String = "") {
    self.width = width
    self.height = height
    self.title = title
    self.summary = summary
  }

  /// A shape, a text, or several together.
  public indirect enum Element: Sendable {
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
  public struct Style: Hashable, Sendable {
    /// What it is filled with; nil for nothing.
    public var fill: Ink?
    /// What its outline is drawn with; nil for none.
    public var stroke: Ink?
    /// How thick its outline is.
    public var width: Double
    /// Whether its outline is broken.
    public var isDashed: Bool
    /// How much of what is behind it is covered, up to 1.
    public var opacity: Double

    /// A way to look.
    public init(
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
  public struct Mark: Hashable, Sendable {
    /// What is read aloud, and shown where a pointer rests.
    public var title: String?
    /// The path of the part of a network that it is.
    public var path: String?
    /// Whether there is more to see inside of it.
    public var opens: Bool

    /// A mark.
    public init(title: String? = nil, path: String? = nil, opens: Bool = false) {
      self.title = title
      self.path = path
      self.opens = opens
    }
  }
}

/// A text of a picture, in one line.
public struct PictureText: Hashable, Sendable {
  /// Where the place of a text is.
  public enum Anchor: Hashable, Sendable {
    /// Where it begins.
    case start
    /// In its middle.
    case middle
    /// Where it ends.
    case end
  }

  /// The text.
  public var text: String
  /// Its place on the line that its letters stand on.
  public var place: Point
  /// The size of the font.
  public var size: Double
  /// Where its place is.
  public var anchor: Anchor
  /// How thick its letters are.
  public var weight: TextMetrics.Weight
  /// What it is drawn with.
  public var ink: Ink
  /// Whether it is read from below upwards.
  public var isUpright: Bool

  /// A text at a place.
  public init(
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
  public var width: Double { TextMetrics.width(of: text, size: size, weight: weight) }

  /// The room that it takes.
  public var bounds: Rectangle {
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
