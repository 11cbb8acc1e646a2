import ArchAnalysis
import ArchDiagnostics
import ArchGraph
import ArchLanguage
import ArchOperators
import Foundation

/// Expands a network of a text.
func expand(_ text: String, _ network: String? = nil, settings: Settings = Settings()) throws -> Graph {
  let program = Program(SourceText(name: "test.arch", text: text), catalogue: .standard, imports: NoImports())
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

/// The published figures, which are kept beside the project and not in it.
enum Reference {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/reference")

  static var isThere: Bool { FileManager.default.fileExists(atPath: directory.path()) }

  /// The rows of a table without quoted cells, each by the names of its columns.
  static func rows(_ name: String) throws -> [[String: String]] {
    let text = try String(contentsOf: directory.appending(path: name), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return lines.dropFirst().map { Dictionary(zip(lines[0], $0), uniquingKeysWith: { first, _ in first }) }
  }
}
