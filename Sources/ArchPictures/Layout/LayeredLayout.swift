import ArchDocuments

/// Where boxes and lines are.
struct LayeredLayout {
  /// The place of each box.
  var boxes: [Rectangle] = []
  /// How far each extends from its middle, including the texts beside its lines.
  var reaches: [(left: Double, right: Double)] = []
  /// Whether values go upwards through a box, which turns a frame upside down.
  var isUpward: [Bool] = []
  /// Whether values enter a box at fixed places.
  var hasFixedEntries: [Bool] = []
  /// The lines of each value, from box to box.
  var routes: [Route] = []
  /// Whether it is a U, or could be one if it were less high.
  var isBent = false
  var couldBeBent = false
  /// The total width.
  var width = 0.0
  /// The total height.
  var height = 0.0

  /// The line of a value: a trunk that branches.
  struct Route {
    /// The box that gives the value.
    var source: Int
    /// The index of its value.
    var exit: Int
    /// Lines from corner to corner; each begins at the box or on another line.
    var lines: [Line]
    /// Where the line leaves its box.
    var start: Point
  }

  /// A line from corner to corner.
  struct Line {
    var points: [Point]
    /// The box that it ends at, or `nil` if it continues.
    var target: Int?
  }
}
