import ArchDocuments

/// Boxes of known sizes with values between them: the input of a layout.
///
/// Boxes come in an order in which each follows those whose values it takes.
struct LayeredGraph {
  /// A box to be placed.
  struct Box {
    /// Its width.
    var width: Double
    /// Its height.
    var height: Double
    /// Where values enter, from its middle, or `nil` if they are spread along its upper edge.
    var entries: [Double]?
    /// Where its values leave, from its middle, with the text beside each.
    var exits: [Exit] = [Exit()]
    /// Where it must be.
    var place = Place.free
  }

  /// Where a value leaves its box.
  struct Exit {
    /// How far right of the middle of the box it is.
    var offset = 0.0
    /// The width of the text beside its line; 0 for none.
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
    /// The box that gives the value.
    var source: Int
    /// The index of its value.
    var exit = 0
    /// The box that takes it.
    var target: Int
    /// Where it enters; for a box without fixed entries the order of its inputs.
    var entry = 0
  }

  var boxes: [Box] = []
  var edges: [Edge] = []
}
