import ArchDiagnostics
import ArchGraph

extension Analysis {
  /// A warning for each misaligned merge with no other before it; those behind one may follow from it, and are counted.
  public var misalignmentWarnings: [Diagnostic] {
    guard !misalignments.isEmpty else { return [] }
    // For each layer the first misaligned merge on the way to it.
    var origins = [Node.ID?](repeating: nil, count: graph.nodes.count)
    let misaligned = Set(misalignments.map(\.node))
    var followers: [Node.ID: Int] = [:]
    for (id, node) in graph.nodes.enumerated() {
      origins[id] = node.inputs.lazy.compactMap { origins[$0] }.first
      guard misaligned.contains(id) else { continue }
      if let origin = origins[id] { followers[origin, default: 0] += 1 } else { origins[id] = id }
    }
    return misalignments.filter { origins[$0.node] == $0.node }
      .map { $0.diagnostic(in: graph, followers: followers[$0.node] ?? 0) }
  }
}

extension Misalignment {
  /// The misalignment as a warning that names both paths, and how many merges behind it (`followers`) are not aligned
  /// either.
  public func diagnostic(in graph: Graph, followers: Int = 0) -> Diagnostic {
    let more = followers == 1 ? "one merge behind it is" : "\(followers) merges behind it are"
    return Diagnostic(
      "misaligned", severity: .warning, "the paths that meet in `\(graph.path(of: node))` are not aligned",
      at: graph.nodes[node].place,
      evidence: [describe(first, in: graph), describe(second, in: graph)]
        + (followers == 0 ? [] : [more + " not aligned either"]),
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
