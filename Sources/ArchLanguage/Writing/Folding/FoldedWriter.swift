import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Writes a graph as a person writes a network: chains and branches, blocks with parameters for what comes again.
///
/// What is written is read again and compared with the graph layer by layer. Where they differ, the part at fault is
/// written flat; where that does not help, the whole network is, by ``GraphWriter``. So the text gives the same graph, but
/// for its paths and the claims about single layers. Networks with parts that exist in training only, and those of more
/// than 20,000 layers, are written flat.
public struct FoldedWriter {
  /// The most layers that are folded; larger networks are written flat.
  static let mostLayers = 20_000
  /// How often a text is tried, each with one more part written flat, before nothing is folded.
  private static let trials = 4

  private let graph: Graph
  private let words: Set<String>
  private let ports: PortNames

  /// The text of a graph in the canonical form.
  ///
  /// - Parameter catalogue: the operators that the text can use; no label is called as one of them.
  public static func text(of graph: Graph, catalogue: Catalogue) -> String {
    FoldedWriter(graph, catalogue: catalogue).checked(catalogue)
      ?? GraphWriter.text(of: graph, catalogue: catalogue)
  }

  init(_ graph: Graph, catalogue: Catalogue) {
    self.graph = graph
    words = Set(catalogue.names).union(catalogue.words).union(Prelude.blockNames)
    ports = PortNames(graph, catalogue: catalogue)
  }

  /// A folded text that gives the same graph; nil where there is none.
  private func checked(_ catalogue: Catalogue) -> String? {
    guard graph.nodes.count <= Self.mostLayers, !graph.nodes.contains(where: \.isTrainingOnly)
    else { return nil }
    var flat: Set<Node.ID> = []
    for _ in 0..<Self.trials {
      guard let text = text(flat: flat) else { return nil }
      guard let fault = fault(of: text, catalogue) else { return text }
      guard let layer = fault.layer, flat.insert(layer).inserted else { break }
    }
    guard let text = text(flat: [], isFolding: false) else { return nil }
    return fault(of: text, catalogue) == nil ? text : nil
  }

  /// In what a text is wrong: the first layer that differs, nil where it gives no network.
  private struct Fault {
    var layer: Node.ID?
  }

  /// What is wrong with a text; nil where it gives the same graph.
  private func fault(of text: String, _ catalogue: Catalogue) -> Fault? {
    let source = SourceText(name: "folded", bytes: Array(text.utf8))
    let program = Program(source, catalogue: catalogue, imports: NoImports())
    guard let name = program.networks.first?.name, let other = try? program.expand(name).graph else {
      return Fault()
    }
    if let layer = graph.firstDifference(from: other) { return Fault(layer: layer) }
    let others = PortNames(other, catalogue: catalogue)
    return ports.inputs == others.inputs && ports.outputs == others.outputs
      ? nil : Fault(layer: max(0, graph.nodes.count - 1))
  }

  // MARK: Writing

  /// A text, before it is compared; nil where shared layers differ.
  ///
  /// - Parameters:
  ///   - flat: layers whose parts of the network, between two places that everything goes through, are written flat.
  ///   - isFolding: whether there are blocks and rounds at all.
  func text(flat: Set<Node.ID>, isFolding: Bool = true) -> String? {
    let structure = SeriesParallel(graph, flat: flat)
    // First as if nothing were shared: what is left over then stays outside the blocks.
    var (root, shared) = steps(structure, flat, shared: [], isFolding: isFolding)
    guard shared.isWritable else { return nil }
    if !shared.single.isEmpty {
      (root, shared) = steps(structure, flat, shared: shared.single, isFolding: isFolding)
    }
    return FoldedNetwork(
      graph, root, shared: shared, leadingInputs: structure.leadingInputs, words: words, ports: ports
    ).text
  }

  private func steps(
    _ structure: SeriesParallel, _ flat: Set<Node.ID>, shared: Set<Node.ID>, isFolding: Bool
  ) -> (root: StepList, shared: SharedParts) {
    let root = structure.steps()
    var unique = shared
    for step in root.steps where !flat.isEmpty && step.nodes.contains(where: flat.contains) {
      unique.formUnion(step.nodes)
    }
    var grammar = Grammar(root, graph: graph, pinned: structure.pinned, unique: unique)
    if isFolding { grammar.fold() }
    return (root, SharedParts(graph, root))
  }
}

extension Graph {
  /// The first layer in which two graphs differ besides paths and names; nil where they are the same.
  func firstDifference(from other: Graph) -> Node.ID? {
    for (id, (a, b)) in zip(nodes, other.nodes).enumerated() {
      guard AnyHashable(a.op) == AnyHashable(b.op), a.inputs == b.inputs, a.shape == b.shape,
        a.weights == b.weights, a.isFrozen == b.isFrozen, a.isTrainingOnly == b.isTrainingOnly
      else { return id }
    }
    guard nodes.count == other.nodes.count else { return min(nodes.count, other.nodes.count) }
    let isSame =
      inputs == other.inputs && outputs.map(\.node) == other.outputs.map(\.node)
      && weights.map(\.uses) == other.weights.map(\.uses) && source == other.source
      && published == other.published
    return isSame ? nil : max(0, nodes.count - 1)
  }
}
