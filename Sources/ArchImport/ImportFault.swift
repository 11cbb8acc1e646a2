import ArchDiagnostics
import ArchGraph
import ArchONNX

/// Why a model cannot become a graph of ours.
package enum ImportFault: Error {
  /// A layer of ours cannot represent a node.
  case misfit(Misfit, layer: String, node: String, op: String)
  /// A layer of ours gives another shape than the model's node has: one of the two is wrong, and nothing is guessed.
  case shapes(node: String, op: String, ours: [Int], theirs: [Int])
  /// Operators that no layer of ours represents, each with how often it occurs, and the reason if it is known.
  case operators([(name: String, count: Int, reason: String?)])
  /// A form of an operator that is not supported.
  case form(node: String, op: String, reason: String)
  /// The batch cannot be followed past a node.
  case batch(node: String, op: String, reason: String)
  /// A model without outputs that depend on an input.
  case nothing
}
