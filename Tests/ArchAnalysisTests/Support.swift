import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators

/// Expands a network of a text.
func expand(_ text: String, _ network: String? = nil, settings: Settings = Settings()) throws -> Graph {
  let program = Program(
    SourceText(name: "test.arch", text: text), catalogue: .standard, figures: Figure.claimed,
    imports: NoImports())
  if program.diagnostics.contains(where: { $0.severity == .error }) { throw Diagnostics(program.diagnostics) }
  return try program.expand(network ?? program.networks.last?.name ?? "", settings: settings).graph
}

extension Graph {
  /// The last layer at a path or in a part with that path.
  func last(_ path: String) -> Node.ID? {
    nodes.indices.last {
      let own = self.path(of: $0)
      return own == path || own.hasPrefix(path + ".")
    }
  }
}

extension ReceptiveField {
  /// Size, stride and padding where both axes agree.
  var square: (size: Int?, stride: Double?, padding: Int?)? {
    guard case .axes(let axes) = self, let first = axes.first, axes.allSatisfy({ $0 == first }) else {
      return nil
    }
    return (first.size, first.strideValue, first.offset.map { -$0 })
  }
}
