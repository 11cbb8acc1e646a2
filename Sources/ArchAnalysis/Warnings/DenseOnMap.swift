import ArchDiagnostics
import ArchGraph

extension Analysis {
  /// A dense layer behind a map multiplies the last axis alone, where a vector of all elements is usually meant.
  var denseOnMapWarnings: [Diagnostic] {
    let isProduct = graph.forms.map { $0.inputShapes.first?.rank ?? 0 >= 3 && $0.isProductOfRows }
    return graph.nodes.compactMap { node in
      guard isProduct[node.form.index], isMap(node.inputs.first) else { return nil }
      return Diagnostic(
        "dense-on-map", severity: .warning, "`\(node.op.name)` acts on the last axis of a map only",
        at: node.place, evidence: ["it receives \(node.inputShapes[0].description)"],
        help: "`flatten` or `global_avg_pool` before it makes a vector")
    }
  }

  /// Whether a value is a map of channels and positions, as convolutions make them and most layers leave them.
  private func isMap(_ id: Node.ID?) -> Bool {
    var next = id
    while let id = next, graph.nodes[id].shape.rank >= 3 {
      switch graph.nodes[id].op.traits.axes {
      case .map: return true
      case .asInput: next = graph.nodes[id].inputs.first
      case .rows, .unknown: return false
      }
    }
    return false
  }
}

extension LayerForm {
  /// Whether it multiplies the last axis of its input by weights.
  fileprivate var isProductOfRows: Bool {
    op.traits.axes == .rows
      && parameters.contains { if case .product = $0.use { true } else { false } }
  }
}
