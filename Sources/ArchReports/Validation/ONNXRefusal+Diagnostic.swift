import ArchDiagnostics
import ArchDocuments
import ArchGraph
import ArchONNX

extension ONNXRefusal {
  /// Which layer cannot be written, and what would help.
  package func diagnostic(for graph: Graph) -> Diagnostic {
    let layer = graph.nodes[node]
    let (evidence, help) = wording(layer.op.name)
    return Diagnostic(
      "no-form", "`\(graph.path(of: node))` cannot be written in ONNX", at: layer.place,
      evidence: [evidence], help: help)
  }

  private func wording(_ name: String) -> (evidence: String, help: String?) {
    switch reason {
    case .noNodes:
      (
        "its operator, `\(name)`, has no nodes in ONNX",
        "implement the protocol `ONNXWritable` for the operator"
      )
    case .tooLarge: ("`\(name)` has more elements here than can be counted", nil)
    case .constants:
      (
        "with it, the tables of all layers together would have more than "
          + "\(NumberText.grouped(ONNXExport.mostConstants)) numbers",
        "a smaller input needs smaller tables"
      )
    case .table(let count):
      (
        "`\(name)` needs a table of \(NumberText.grouped(count)) numbers there, but "
          + "\(NumberText.grouped(ONNXLayer.mostInTable)) is the most that can be written",
        "a smaller input needs a smaller table"
      )
    }
  }
}
