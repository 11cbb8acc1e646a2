import ArchDiagnostics
import ArchGraph
import ArchPyTorch

extension PyTorchRefusal {
  /// Which layer cannot be written, and what would help.
  public func diagnostic(for graph: Graph) -> Diagnostic {
    let layer = graph.nodes[node]
    return Diagnostic(
      "no-form", "`\(graph.path(of: node))` cannot be written in PyTorch", at: layer.place,
      evidence: ["its operator, `\(layer.op.name)`, has no form in PyTorch"],
      help: "implement the protocol `PyTorchWritable` for the operator")
  }
}
