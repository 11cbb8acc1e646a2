import ArchGraph

/// What is recomputed for the backward pass rather than kept.
package enum Checkpoint: Hashable, Sendable {
  /// Everything is kept.
  case none
  /// Of each block of the network only its inputs are kept.
  case blocks
  /// The same for each run of this many layers.
  case every(Int)

  /// The layers of each part, in order.
  func parts(of graph: Graph) -> [Range<Node.ID>] {
    switch self {
    case .none: return []
    case .blocks: return graph.outermostBlocks
    case .every(let count):
      let first = graph.nodes.firstIndex { !$0.isInput } ?? graph.nodes.count
      let length = min(max(1, count), max(1, graph.nodes.count))
      return stride(from: first, to: graph.nodes.count, by: length).map {
        $0..<min(graph.nodes.count, $0 + length)
      }
    }
  }
}
