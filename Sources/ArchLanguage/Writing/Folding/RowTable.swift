import ArchGraph

/// Tells rows, whose last axis has the features, from maps.
struct RowTable {
  /// How far back it is looked.
  private static let farthest = 16
  private let graph: Graph
  private let table: PartTable

  init(_ graph: Graph, _ table: PartTable) {
    self.graph = graph
    self.table = table
  }

  /// Whether values are rows: some are made by layers of rows, and none by a layer of maps.
  func areRows(_ values: [Node.ID]) -> Bool {
    let known = values.compactMap { areRows($0) }
    return known.contains(true) && !known.contains(false)
  }

  /// Whether a value is made by layers of rows, or of maps; nil where it is not known.
  ///
  /// What leaves the last axis as long as it is changes nothing about it.
  private func areRows(_ value: Node.ID) -> Bool? {
    var id = value
    for _ in 0..<Self.farthest {
      let node = graph.nodes[id]
      // Norms have a number for each of the features, or of the channels.
      if table.traits(id).part == .normalisation, let last = node.shape.dimensions.last,
        node.form.parameters.first?.shape == [last], node.shape.dimensions.first != last
      {
        return true
      }
      switch table.traits(id).axes {
      case .rows: return true
      case .map: return false
      case .asInput, .permuted, .reshaped, .unknown:
        guard let before = node.inputs.first,
          graph.nodes[before].shape.dimensions.last == node.shape.dimensions.last
        else { return nil }
        id = before
      }
    }
    return nil
  }
}
