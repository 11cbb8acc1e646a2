import ArchDiagnostics
import ArchGraph

extension Analysis {
  /// Values and inputs that nothing uses are usually a mistake: an arrow or a label forgotten.
  var unusedWarnings: [Diagnostic] {
    var isUsed = [Bool](repeating: false, count: graph.nodes.count)
    for node in graph.nodes { for input in node.inputs { isUsed[input] = true } }
    for output in graph.outputs { isUsed[output.node] = true }
    return graph.nodes.indices.filter { !isUsed[$0] }.map { id in
      let node = graph.nodes[id]
      let path = graph.path(of: id)
      return node.isInput
        ? Diagnostic(
          "unused-input", severity: .warning, "the input `\(path)` is never used", at: node.place)
        : Diagnostic(
          "unused-value", severity: .warning, "the value of `\(path)` is never used", at: node.place,
          help: "make it an `output`, use it, or remove it")
    }
  }
}
