import ArchGraph

/// Writes the body of a block, or of the network, once for all its calls.
struct BodyWriter {
  let graph: Graph
  let table: PartTable
  /// The labels of values that must have one.
  let pinned: [Node.ID: String]
  /// The names of the network's inputs, or `nil` in a block.
  let ports: PortNames?
  /// The shared instances for layers and calls of blocks, by their first layers.
  var instances: [Node.ID: String] = [:]
  let blocks: [Int: FoldedBlock]
  var columns: Columns
  var labels: LabelNames
  /// The names of values here, by the layers of the first call.
  var names: [Node.ID: String] = [:]
  /// The names of loops over lists.
  var loopNames: Set<String> = []
  /// Whether the text being written is in the braces of `frozen`.
  var isInFrozen = false

  /// - Parameters:
  ///   - pinned: the values that must have a label, with a name for each.
  ///   - ports: the names of the network's inputs, or `nil` in a block.
  ///   - calls: the number of calls of the body.
  ///   - isInFrozen: whether every call is in the braces of `frozen`.
  init(
    _ graph: Graph, table: PartTable, pinned: [Node.ID: String], ports: PortNames?,
    blocks: [Int: FoldedBlock], words: Set<String>, calls: Int, isInFrozen: Bool = false
  ) {
    self.graph = graph
    self.table = table
    self.pinned = pinned
    self.isInFrozen = isInFrozen
    self.ports = ports
    self.blocks = blocks
    columns = Columns(graph, table: table, calls: calls)
    labels = LabelNames(reserved: words)
    for name in pinned.values { labels.reserve(name) }
  }

  /// The labels that the body declares, and its loop variables.
  var taken: Set<String> { labels.taken }

  /// The name of a value, if it has one.
  func name(of value: Node.ID) -> String? { names[value] }

  /// Gives a value a name from outside.
  mutating func declare(_ value: Node.ID, as name: String) {
    names[value] = name
    labels.reserve(name)
  }

  /// Declares instances whose weights several layers or calls use, and returns the lines for them.
  mutating func share(_ parts: SharedParts) -> [String] {
    var lines: [String] = []
    for group in parts.groups {
      let name: String
      switch group {
      case .layers(let ids):
        let owner = ids[0]
        name = labels.name("shared_\(graph.nodes[owner].op.name)")
        lines.append("shared \(name): \(graph.nodes[owner].op.call)")
        for id in ids { instances[id] = name }
      case .calls(let steps):
        guard case .call(let block, let body) = steps[0].kind, let block = blocks[block] else { continue }
        name = labels.name("tower")
        let occurrence = Occurrence(call: 0, list: body, inner: nil)
        lines.append("shared \(name): \(call(block, [steps[0]], [occurrence]).text)")
        for step in steps { instances[step.nodes.lowerBound] = name }
      }
    }
    return lines
  }

  /// The layer that made the weights of another.
  func owner(of node: Node) -> Node.ID { node.weights.map { graph.weights[$0].owner } ?? 0 }

  /// A label for a value: the kind of layer and a number.
  mutating func label(for value: Node.ID) -> String {
    let node = graph.nodes[value]
    if node.isInput { return names[value] ?? node.name }
    let isWeight = node.op is ParameterLayer && !(graph.nodes[owner(of: node)].op is ParameterLayer)
    return labels.name(isWeight ? "weight" : node.op.name)
  }
}
