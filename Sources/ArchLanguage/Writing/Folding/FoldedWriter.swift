import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// Writes a graph as a person would: chains and branches, blocks with parameters for repeated parts.
///
/// The result is read again and compared with the graph layer by layer. If they differ, the part at fault is
/// written flat; if that does not help, ``GraphWriter`` writes the whole network. So the text gives the same graph, but
/// for its paths and the claims about single layers. Networks with parts that exist in training only, and those of more
/// than 20,000 layers, are written flat.
package struct FoldedWriter {
  /// The most layers that are folded; larger networks are written flat.
  static let mostLayers = 20_000
  /// How often a text is tried, each time with one more part written flat, before folding is given up.
  private static let trials = 4
  /// How many pairs of parts may be merged into one block with steps that only some calls have.
  private static let unions = 4
  /// The most layers of a network in which to look for such pairs.
  private static let mostUnitedLayers = 5_000

  private let graph: Graph
  private let words: Set<String>
  private let ports: PortNames

  /// The text of a graph in the canonical form.
  ///
  /// - Parameter catalogue: the operators that the text can use; labels never have the name of one.
  package static func text(of graph: Graph, catalogue: Catalogue) -> String {
    FoldedWriter(graph, catalogue: catalogue).checked(catalogue)
      ?? GraphWriter.text(of: graph, catalogue: catalogue)
  }

  init(_ graph: Graph, catalogue: Catalogue) {
    self.graph = graph
    words = Set(catalogue.names).union(catalogue.words).union(Prelude.blockNames)
    ports = PortNames(graph, catalogue: catalogue)
  }

  /// A folded text that gives the same graph, or `nil` if there is none.
  private func checked(_ catalogue: Catalogue) -> String? {
    guard graph.nodes.count <= Self.mostLayers, !graph.nodes.contains(where: \.isTrainingOnly)
    else { return nil }
    var flat: Set<Node.ID> = []
    for _ in 0..<Self.trials {
      guard let text = text(flat: flat) else { return nil }
      guard let fault = fault(of: text, catalogue) else { return shortest(text, flat: flat, catalogue) }
      guard let layer = fault.layer, flat.insert(layer).inserted else { break }
    }
    guard let text = text(flat: [], isFolding: false) else { return nil }
    return fault(of: text, catalogue) == nil ? text : nil
  }

  /// The shortest text with blocks that leave steps out in some calls, or `text` if none is shorter.
  private func shortest(_ text: String, flat: Set<Node.ID>, _ catalogue: Catalogue) -> String {
    func lines(_ text: String) -> Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }
    var best = text
    for unions in 1...Self.unions {
      guard let other = attempt(flat: flat, mostUnions: unions), other.unions == unions else { break }
      if lines(other.text) < lines(best), !other.isCrowded, fault(of: other.text, catalogue) == nil {
        best = other.text
      }
    }
    return best
  }

  /// The fault of a text: the first layer that differs, or `nil` if it gives no network.
  private struct Fault {
    var layer: Node.ID?
  }

  /// The fault of a text, or `nil` if it gives the same graph.
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

  /// A text that has yet to be compared, or `nil` if shared layers differ.
  ///
  /// - Parameters:
  ///   - flat: layers whose parts of the network, between two places that everything passes through, are written flat.
  ///   - isFolding: whether to use blocks and rounds at all.
  func text(flat: Set<Node.ID>, isFolding: Bool = true) -> String? {
    attempt(flat: flat, isFolding: isFolding, mostUnions: 0)?.text
  }

  /// A text that has yet to be compared, and how it was made.
  struct Attempt {
    var text: String
    /// How many pairs of parts have been merged into one block.
    var unions: Int
    /// Whether a block merged from such parts has too many parameters to read.
    var isCrowded: Bool
  }

  /// A text with as many pairs of parts merged as there are, up to a number, or `nil` if shared layers differ.
  func attempt(
    flat: Set<Node.ID>, isFolding: Bool = true, mostUnions: Int
  ) -> Attempt? {
    // Frozen and shared parts get their own braces and lines.
    let isPlain =
      graph.nodes.count <= Self.mostUnitedLayers && !graph.nodes.contains(where: \.isFrozen)
      && !graph.weights.contains { $0.uses > 1 }
    guard mostUnions == 0 || isPlain else { return nil }
    let structure = SeriesParallel(graph, flat: flat)
    // First as if nothing were shared: whatever is left over then stays outside the blocks.
    var found = steps(structure, flat, shared: [], isFolding: isFolding, mostUnions: mostUnions)
    guard found.shared.isWritable else { return nil }
    if !found.shared.single.isEmpty {
      found = steps(
        structure, flat, shared: found.shared.single, isFolding: isFolding, mostUnions: mostUnions)
    }
    let network = FoldedNetwork(
      graph, found.root, shared: found.shared, leadingInputs: structure.leadingInputs, words: words,
      ports: ports)
    let written = network.written()
    return Attempt(text: written.text, unions: found.unions, isCrowded: written.isCrowded)
  }

  private func steps(
    _ structure: SeriesParallel, _ flat: Set<Node.ID>, shared: Set<Node.ID>, isFolding: Bool, mostUnions: Int
  ) -> (root: StepList, shared: SharedParts, unions: Int) {
    let root = structure.steps()
    var unique = shared
    for step in root.steps where !flat.isEmpty && step.nodes.contains(where: flat.contains) {
      unique.formUnion(step.nodes)
    }
    var grammar = Grammar(
      root, graph: graph, pinned: structure.pinned, unique: unique, mostUnions: mostUnions)
    if isFolding { grammar.fold() }
    return (root, SharedParts(graph, root), grammar.unions)
  }
}

extension Graph {
  /// The first layer in which two graphs differ apart from paths and names, or `nil` if they are the same.
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
