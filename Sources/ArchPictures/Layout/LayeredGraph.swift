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
