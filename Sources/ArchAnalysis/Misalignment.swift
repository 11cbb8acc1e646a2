import ArchGraph

/// Two paths that meet in a merge and are not centred on the same input positions.
package struct Misalignment: Hashable, Sendable {
  /// The merge.
  package var node: Node.ID
  /// The value that arrives by the first path, and the centre of its first position's field on each axis.
  package var first: (node: Node.ID, centres: [Double?], strides: [Double?])
  /// The value that arrives by the other path.
  package var second: (node: Node.ID, centres: [Double?], strides: [Double?])

  /// Compares the nodes, which determine the rest.
  package static func == (a: Misalignment, b: Misalignment) -> Bool {
    a.node == b.node && a.first.node == b.first.node && a.second.node == b.second.node
  }

  /// Hashes the nodes.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(node)
    hasher.combine(first.node)
    hasher.combine(second.node)
  }
}
