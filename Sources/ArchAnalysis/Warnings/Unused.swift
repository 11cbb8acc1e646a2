import ArchDiagnostics
import ArchGraph

extension Analysis {
  /// Values and inputs that nothing uses are usually a mistake: a forgotten arrow or label.
  var unusedWarnings: [Diagnostic] {
    var isUsed = [Bool](repeating: false, count: graph.nodes.count)
    for node in graph.nodes { for input in node.inputs { isUsed[input] = true } }
    for output in graph.outputs { isUsed[output.node] = true }
    let first = inputOfFirstLayer
    // The calls of a block are one line of the text, and get one warning.
    var alike: [Place: Int] = [:]
    var found: [Node.ID] = []
    for id in graph.nodes.indices where !isUsed[id] {
      let place = graph.nodes[id].place
      if place == .unknown || alike[place] == nil { found.append(id) }
      alike[place, default: -1] += 1
    }
    return found.map { id in
      let others = graph.nodes[id].place == .unknown ? 0 : alike[graph.nodes[id].place] ?? 0
      var warning = warning(ofUnused: id, first)
      if others > 0 {
        warning.evidence = [
          others == 1 ? "nor is one more on this line" : "nor are \(others) more on this line"
        ]
      }
      return warning
    }
  }

  private func warning(ofUnused id: Node.ID, _ first: Node.ID?) -> Diagnostic {
    let node = graph.nodes[id]
    let path = graph.path(of: id)
    guard node.isInput else {
      return Diagnostic(
        "unused-value", severity: .warning, "the value of `\(path)` is never used", at: node.place,
        help: "make it an `output`, use it, or remove it")
    }
    // The last input is the current value; those before it are used only where they are named.
    guard let first, first > id else {
      return Diagnostic(
        "unused-input", severity: .warning, "the input `\(path)` is never used", at: node.place,
        help: "`\(path) -> …` begins a chain with it")
    }
    return Diagnostic(
      "unused-input", severity: .warning,
      "the input `\(path)` is never used: the layers begin at `\(graph.path(of: first))`, the last input",
      at: node.place, help: "`\(path) -> …` begins a chain with it; or declare it last")
  }

  /// The input taken by the first layer.
  private var inputOfFirstLayer: Node.ID? {
    graph.nodes.first { !$0.inputs.isEmpty }?.inputs.first.flatMap { graph.nodes[$0].isInput ? $0 : nil }
  }
}
