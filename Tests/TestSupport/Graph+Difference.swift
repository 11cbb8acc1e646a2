import ArchGraph

extension Graph {
  /// In what two graphs differ besides paths; nil where in nothing.
  ///
  /// - Parameter named: whether inputs and outputs must be called alike: files of other programs have names that are none of
  ///   the language.
  package func difference(from other: Graph, named: Bool = true) -> String? {
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
    guard inputs == other.inputs,
      !named || inputs.map({ nodes[$0].name }) == other.inputs.map({ other.nodes[$0].name })
    else {
      return "inputs"
    }
    // Outputs of loops have names with an index, which a text without loops spells as one word.
    func spelt(_ outputs: [Output]) -> [String?] {
      outputs.map { $0.name.map { $0.filter { $0 != "]" }.map { $0 == "[" ? "_" : String($0) }.joined() } }
    }
    guard outputs.map(\.node) == other.outputs.map(\.node), !named || spelt(outputs) == spelt(other.outputs)
    else {
      return "outputs \(outputs), \(other.outputs)"
    }
    guard weights.map(\.owner) == other.weights.map(\.owner),
      weights.map(\.isFrozen) == other.weights.map(\.isFrozen),
      weights.map(\.uses) == other.weights.map(\.uses)
    else { return "weights" }
    guard source == other.source, published == other.published else { return "source" }
    return nil
  }
}
