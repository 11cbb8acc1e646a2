import ArchAnalysis
import ArchGraph

/// The operations of a small network, counted one by one: each layer's definition is computed with numbers that count
/// the operations done with them.
struct DefinitionCounts {
  /// The operations of a layer for the whole batch.
  private(set) var layers: [Node.ID: WorkVector] = [:]
  /// Why nothing was counted, or `nil` if it was.
  private(set) var skipped: Validation.Uncounted?

  /// - Parameter most: the most operations of one example that are counted.
  init(_ analysis: Analysis, most: Int) {
    let graph = analysis.graph
    let known = graph.nodes.indices.filter { analysis.layers[$0].unknownWork == nil }
    let total = known.reduce(CheckedInteger(0)) { $0 + CheckedInteger(analysis.layers[$1].work.operations) }
    guard let total = total.value, total <= most * analysis.batch else {
      skipped = .moreThan(most)
      return
    }
    // Layers that are alike do the same work.
    var counted: [Int: WorkVector] = [:]
    for id in known where !(graph.nodes[id].isInput) {
      let node = graph.nodes[id]
      var own = counted[node.form.index] ?? Self.count(node.op, node)
      counted[node.form.index] = own
      for kind in Work.Kind.all { own[kind] *= analysis.batch }
      layers[id] = own
    }
  }

  /// The operations do not depend on the numbers.
  private static func count<O: Operator>(_ op: O, _ node: Node) -> WorkVector {
    func tensor(_ shape: Shape) -> Tensor<Counted> {
      let value: Float = shape.element == .token ? 0 : 0.5
      return Tensor(shape, Array(repeating: Counted(value), count: shape.elementCount ?? 0))
    }
    let inputs = node.inputShapes.map(tensor)
    let weights = node.form.parameters.map { tensor($0.shape) }
    return Counted.counting { op.define(inputs, weights, output: node.shape) }.1
  }
}
