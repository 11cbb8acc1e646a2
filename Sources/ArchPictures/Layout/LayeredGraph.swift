import ArchDocuments

/// Boxes of known sizes with values that go from one to others: what a layout places.
///
/// Boxes come in an order in which each follows those whose values it takes.
struct LayeredGraph {
  /// A box to be placed.
  struct Box {
    /// How wide it is.
    var width: Double
    /// How high it is.
    var height: Double
    /// Where values come in, from its middle; nil where they are spread along its upper edge.
    var entries: [Double]?
    /// Where its values go out, from its middle, with what is written beside each.
    var exits: [Exit] = [Exit()]
    /// Where it must be.
    var place = Place.free
  }

  /// Where a value leaves its box.
  struct Exit {
    /// How far right of the middle of the box.
    var offset = 0.0
    /// How wide the text beside its line is; 0 for none.
    var label = 0.0
  }

  /// Where a box must be.
  enum Place {
    /// Wherever there is room.
    case free
    /// Above all others: where a value enters a frame.
    case top
    /// Below all others: where a value leaves it.
    case bottom
  }

  /// A value that a box takes.
  struct Edge: Hashable {
    /// The box whose value it is.
    var source: Int
    /// Which of its values.
    var exit = 0
    /// The box that takes it.
    var target: Int
    /// Where it comes in; of a box without entries of its own the order of its inputs.
    var entry = 0
  }

  var boxes: [Box] = []
  var edges: [Edge] = []
}

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

/// The distances of a layout, in pixels.
struct Spacing {
  /// Between boxes side by side.
  var between = 18.0
  /// Between lines beside each other.
  var lines = 9.0
  /// Below a box, for what is written beside its line.
  var label = 13.0
  /// Above a box, for the end of a line.
  var arrow = 14.0
  /// Between a line and a text beside it.
  var beside = 4.0
  /// Between columns.
  var columns = 34.0
}
