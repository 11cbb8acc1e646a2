import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators

/// Expands the last network of a text.
func expand(
  _ text: String, settings: Settings = Settings(), network: String? = nil
) throws -> Graph {
  let program = Program(SourceText(name: "test.arch", text: text), catalogue: .standard, imports: NoImports())
  if !program.diagnostics.isEmpty { throw Diagnostics(program.diagnostics) }
  let name = network ?? program.networks.last?.name ?? ""
  return try program.expand(name, settings: settings).graph
}

/// The body of a network on a small image.
func expand(body: String, input: String = "[4, 16, 16]", settings: Settings = Settings()) throws -> Graph {
  try expand("network net {\n    input image: \(input)\n\(body)\n}\n", settings: settings)
}

extension Graph {
  /// All paths but those of inputs.
  var layerPaths: [String] {
    zip(nodes.indices, paths).filter { !inputs.contains($0.0) }.map(\.1)
  }

  /// Every layer as a line; two graphs with equal lines are the same.
  var lines: [String] {
    nodes.indices.map { id in
      let node = nodes[id]
      let weights = node.weights.map { weights in
        " weights \(weights) \(self.weights[weights].parameters.map { "\($0.name) \($0.shape)" })"
      }
      let flags = (node.isFrozen ? " frozen" : "") + (node.isTrainingOnly ? " training" : "")
      return "\(path(of: id)): \(node.op.call) of \(node.inputs) gives \(node.shape)\(weights ?? "")\(flags)"
    } + outputs.map { "output \($0.name ?? "-") \($0.node)" } + ["\(name) from \(source ?? "-")"]
  }

  func shape(_ path: String) -> Shape? {
    nodes.indices.first { self.path(of: $0) == path }.map { nodes[$0].shape }
  }
}
