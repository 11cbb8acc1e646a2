import ArchAnalysis
import ArchGraph

/// One row of a layer table: a layer with what follows it in place, or a part of the network.
package struct SummaryRow: Sendable {
  /// The path of the layer or part.
  package var path: String
  /// What it is, in a few words.
  package var text: String
  /// Its layers, in order.
  package var nodes: [Node.ID]
  /// The layer whose output shape and receptive field are shown.
  package var main: Node.ID
  /// Anything else that must be said of it.
  package var note: String?
}
