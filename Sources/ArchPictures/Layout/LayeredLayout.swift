import ArchDocuments

/// Where boxes and lines are.
struct LayeredLayout {
  /// The place of each box.
  var boxes: [Rectangle] = []
  /// How far each reaches from its middle, with what is written beside its lines.
  var reaches: [(left: Double, right: Double)] = []
  /// Whether values go upwards through a box, and are turned upside down in a frame.
  var isUpward: [Bool] = []
  /// Whether values come into a box at places of its own.
  var hasFixedEntries: [Bool] = []
  /// The lines of each value, from box to box.
  var routes: [Route] = []
  /// Whether it is a U, or could be one if it were less high.
  var isBent = false
  var couldBeBent = false
  /// How wide all of it is.
  var width = 0.0
  /// How high all of it is.
  var height = 0.0

  /// The line of a value: a trunk that parts.
  struct Route {
    /// The box whose value it is.
    var source: Int
    /// Which of its values.
    var exit: Int
    /// Lines from corner to corner; each begins at the box or on another of them.
    var lines: [Line]
    /// Where the line leaves its box.
    var start: Point
  }

  /// A line from corner to corner.
  struct Line {
    var points: [Point]
    /// The box that it ends at; nil where it goes on.
    var target: Int?
  }
}
