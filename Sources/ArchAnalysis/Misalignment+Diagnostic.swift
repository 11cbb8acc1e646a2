import ArchDiagnostics
import ArchGraph

extension Misalignment {
  /// The misalignment as a warning that names both paths.
  public func diagnostic(in graph: Graph) -> Diagnostic {
    Diagnostic(
      "misaligned", severity: .warning, "the paths that meet in `\(graph.path(of: node))` are not aligned",
      at: graph.nodes[node].place,
      evidence: [describe(first, in: graph), describe(second, in: graph)],
      help:
        "one position of the merge sees the input shifted; even kernels and `same` padding with a stride do this"
    )
  }

  private func describe(
    _ path: (node: Node.ID, centres: [Double?], strides: [Double?]), in graph: Graph
  ) -> String {
    let centres = path.centres.map { $0.map { "\($0)" } ?? "unknown" }.joined(separator: ", ")
    let strides = path.strides.map { $0.map { "\($0)" } ?? "uneven" }.joined(separator: ", ")
    return
      "by `\(graph.path(of: path.node))` its first position is centred on \(centres), and moves by \(strides)"
  }
}
