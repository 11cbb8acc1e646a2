import ArchGraph

/// Distinguishes rows, which have features on their last axis, from maps.
struct RowTable {
  /// How many layers back to look.
  private static let farthest = 16
  private let graph: Graph
  private let table: PartTable

  init(_ graph: Graph, _ table: PartTable) {
    self.graph = graph
    self.table = table
  }

  /// Whether values are rows: some come from layers of rows, and none from a layer of maps.
  func areRows(_ values: [Node.ID]) -> Bool {
    let known = values.compactMap { areRows($0) }
    return known.contains(true) && !known.contains(false)
  }

  /// Whether a value comes from layers of rows rather than maps, or `nil` if that is unknown.
  ///
  /// A layer that keeps the extent of the last axis does not change the answer.
  private func areRows(_ value: Node.ID) -> Bool? {
    var id = value
    for _ in 0..<Self.farthest {
      let node = graph.nodes[id]
      // Norms have one number for each feature or for each channel.
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
