import ArchAnalysis
import ArchGraph
import ArchReports

/// A box of a drawing, or a frame around several.
struct DrawnBox {
  /// The content of a box.
  enum Content {
    /// An input of the network.
    case input
    /// An output of the network.
    case output
    /// A layer with the layers that follow it in place.
    case layers
    /// A closed part.
    case part
    /// An open part.
    case frame
  }

  var content: Content
  /// The path of the part, or of the first of several.
  var path: String
  /// Its name in the part around it.
  var name: String
  /// Whether it is a value from outside, in the drawing of a part alone.
  var isOutside = false
  /// Its layers, in order.
  var nodes: [Node.ID]
  /// How many equal ones it represents, one after another or, as branches, side by side.
  var count = 1
  /// Whether these are side by side.
  var areBranches = false
  /// What the first of several has that the others lack, in words.
  var note: String?
  /// Its contents, if it can be opened.
  var outline: Outline?
  /// The frame around it, or `nil` if there is none.
  var parent: Int?
  /// The contents of a frame.
  var children: [Int] = []
  /// The first layers of the parts that a frame represents, of which it shows the first.
  var starts: [Node.ID] = []

  /// Whether values of the network begin or end there.
  var isTerminal: Bool {
    switch content {
    case .input, .output: true
    case .layers, .part, .frame: false
    }
  }

  /// How far the boxes behind it show, if it represents several.
  var stack: Double { count > 1 ? 3 : 0 }
}
