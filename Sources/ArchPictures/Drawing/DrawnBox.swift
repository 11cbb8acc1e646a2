import ArchAnalysis
import ArchGraph
import ArchReports

/// A box of a drawing, or a frame around several.
struct DrawnBox {
  /// What it shows.
  enum Content {
    /// An input of the network.
    case input
    /// An output of the network.
    case output
    /// A layer with what follows it in place.
    case layers
    /// A part that is closed.
    case part
    /// A part that is open.
    case frame
  }

  var content: Content
  /// The path of the part, or of the first of several.
  var path: String
  /// What it is called in the part around it.
  var name: String
  /// Whether it is a value from outside, in the drawing of a part alone.
  var isOutside = false
  /// The layers that it stands for, in order.
  var nodes: [Node.ID]
  /// How many alike it stands for, one behind another or, as branches, side by side.
  var count = 1
  /// Whether those stand side by side.
  var areBranches = false
  /// What the first of several has that the others have not, in words.
  var note: String?
  /// What is in it, where it can be opened.
  var outline: Outline?
  /// The frame around it; nil where there is none.
  var parent: Int?
  /// What is in a frame.
  var children: [Int] = []
  /// The first layers of the parts that a frame stands for, of which it shows the first.
  var starts: [Node.ID] = []

  /// Whether it is where values of the network begin or end.
  var isTerminal: Bool {
    switch content {
    case .input, .output: true
    case .layers, .part, .frame: false
    }
  }

  /// How far the boxes behind it show, where it stands for several.
  var stack: Double { count > 1 ? 3 : 0 }
}
