import ArchGraph

extension Graph {
  /// In what two graphs differ besides paths; nil where in nothing.
  package func difference(from other: Graph) -> String? {
    guard nodes.count == other.nodes.count else { return "\(nodes.count) layers, \(other.nodes.count)" }
    for (id, (a, b)) in zip(nodes, other.nodes).enumerated() {
      guard AnyHashable(a.op) == AnyHashable(b.op) else { return "\(id): \(a.op.call), \(b.op.call)" }
      guard a.inputs == b.inputs, a.shape == b.shape, a.weights == b.weights else {
        return "\(id): inputs or weights"
      }
      guard a.isFrozen == b.isFrozen, a.isTrainingOnly == b.isTrainingOnly else {
        return "\(id): frozen or training"
      }
    }
    guard inputs == other.inputs, inputs.map({ nodes[$0].name }) == other.inputs.map({ other.nodes[$0].name })
    else {
      return "inputs"
    }
    guard outputs == other.outputs else { return "outputs \(outputs), \(other.outputs)" }
    guard weights.map(\.owner) == other.weights.map(\.owner),
      weights.map(\.isFrozen) == other.weights.map(\.isFrozen),
      weights.map(\.uses) == other.weights.map(\.uses)
    else { return "weights" }
    guard source == other.source, published == other.published else { return "source" }
    return nil
  }
}
