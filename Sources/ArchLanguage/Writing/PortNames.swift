import ArchGraph

/// The names of a graph's inputs and outputs in a text: as in the graph if they are valid in the language.
///
/// Files of other programs have inputs called `input` and outputs called `tanh`, and outputs of loops are called
/// `boxes[0]`: these are spelt like labels. All names are different.
struct PortNames {
  /// The names of the inputs, by their layers.
  private(set) var inputs: [Node.ID: String] = [:]
  /// The names of the outputs in their order; `nil` for the value of the last statement.
  private(set) var outputs: [String?] = []
  /// All names.
  private(set) var all: Set<String> = []

  /// - Parameter catalogue: the operators that the text can use; names of recent ones are free if none is used.
  init(_ graph: Graph, catalogue: Catalogue) {
    let used = Set(graph.forms.map(\.op.name))
    let names = catalogue.names.filter {
      !(catalogue[$0]?.signature.isYielding ?? false) || used.contains($0)
    }
    let words = Set(names).union(Prelude.blockNames)
    var spelling = LabelSpelling(
      reserved: Set(catalogue.names).union(catalogue.words).union(Prelude.blockNames))
    let given = graph.inputs.map { graph.nodes[$0].name } + graph.outputs.compactMap(\.name)
    let legal = Set(given.filter { LabelSpelling.isName($0, reserved: words) })
    for name in legal { spelling.reserve(name) }
    func spelt(_ name: String, _ spelling: inout LabelSpelling) -> String {
      if legal.contains(name) { return name }
      // The input that every exporter calls `input` has a short name in every text.
      return spelling.label(for: name == "input" ? "x" : name)
    }
    for input in graph.inputs { inputs[input] = spelt(graph.nodes[input].name, &spelling) }
    outputs = graph.outputs.map { output in output.name.map { spelt($0, &spelling) } }
    all = Set(inputs.values).union(outputs.compactMap { $0 })
  }
}
