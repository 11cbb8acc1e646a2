import ArchDiagnostics
import ArchGraph
import ArchLanguage

/// A source of networks: a text of the language today, files of other programs tomorrow.
public protocol GraphSource: Sendable {
  /// Its networks.
  var networks: [Program.NetworkDeclaration] { get }

  /// One of its networks as a graph, and what is suspicious about it.
  ///
  /// - Throws: everything that is wrong with it.
  func expand(_ name: String, settings: Settings) throws(Diagnostics) -> (
    graph: Graph, warnings: [Diagnostic]
  )

  /// The original text, for a reader who has it elsewhere, or `nil` if it is not text.
  ///
  /// - Parameter prefix: the prefix for the paths of its imports.
  func text(importingFrom prefix: String) -> String?
}

extension GraphSource {
  /// The network with a name.
  public func network(named name: String) -> Program.NetworkDeclaration? {
    networks.first { $0.name == name }
  }
}

extension Program: GraphSource {
  /// The text of its file.
  public func text(importingFrom prefix: String) -> String? { fileText(importingFrom: prefix) }
}
