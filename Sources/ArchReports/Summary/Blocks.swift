import ArchAnalysis
import ArchGraph

/// Finds the blocks of a network, and which of them repeat.
package struct Blocks {
  package let graph: Graph
  package let paths: [String]
  private(set) var rows: [SummaryRow] = []

  /// The most layers of a part that is one row although nothing repeats.
  private static let mostListed = 24

  /// The fewest equal branches that form one row.
  package static let fewestBranches = 3

  /// The fewest equal groups of unnamed parts that form one row, and the most parts of a group.
  static let fewestGroups = 4
  static let longestGroup = 8

  package init(_ graph: Graph) {
    self.graph = graph
    paths = graph.paths
  }

  /// The parts as a tree, in the order of the layers.
  package func tree() -> BlockPart {
    let root = BlockPart(path: "", name: "")
    var open = [root]
    for id in graph.nodes.indices {
      let names = paths[id].split(separator: ".")
      var depth = 0
      while depth < names.count, depth + 1 < open.count, open[depth + 1].name == names[depth] { depth += 1 }
      open.removeLast(open.count - depth - 1)
      for name in names[depth...] {
        let outer = open[open.count - 1]
        let part = BlockPart(path: outer.path.isEmpty ? String(name) : outer.path + "." + name, name: name)
        outer.parts.append(part)
        open.append(part)
      }
      for part in open { part.nodes.append(id) }
    }
    return root
  }

  mutating func find() {
    add(tree().parts)
  }

  private mutating func add(_ parts: [BlockPart]) {
    var index = 0
    while index < parts.count {
      let count = run(parts, from: index)
      if count > 1 {
        addRun(parts[index..<index + count])
        index += count
        continue
      }
      let branches = branches(parts, from: index)
      if branches >= Self.fewestBranches {
        addBranches(parts[index..<index + branches])
        index += branches
        continue
      }
      if let groups = groups(parts, from: index) {
        addGroups(parts[index..<index + groups.period * groups.count], groups)
        index += groups.period * groups.count
        continue
      }
      add(parts[index])
      index += 1
    }
  }

  private mutating func add(_ part: BlockPart) {
    let listed = listed(part)
    if listed.isEmpty, part.nodes.allSatisfy({ isFolded(graph.nodes[$0]) }), let last = rows.indices.last,
      !(graph.nodes[rows[last].main].op is InputLayer)
    {
      rows[last].nodes += part.nodes
    } else if part.parts.isEmpty || part.nodes.count == 1 || isOneBlock(part, listed) {
      let shown = listed.isEmpty ? [part.nodes[0]] : listed
      let text = ListedLayers(shown.map { graph.nodes[$0].terse }).bracketed
      rows.append(SummaryRow(path: part.path, text: text, nodes: part.nodes, main: main(part)))
    } else {
      let before = rows.count
      add(members(of: part))
      // A part that consists of a single row gets the part's own path.
      if rows.count == before + 1, rows[before].nodes == part.nodes { rows[before].path = part.path }
    }
  }

  /// The parts of a part in order; its first layer may have the name of the part itself.
  package func members(of part: BlockPart) -> [BlockPart] {
    let inner = Set(part.parts.flatMap(\.nodes))
    let own = part.nodes.filter { !inner.contains($0) }.map { id in
      let leaf = BlockPart(path: part.path, name: part.name)
      leaf.nodes = [id]
      return leaf
    }
    return own.isEmpty ? part.parts : (own + part.parts).sorted { $0.nodes[0] < $1.nodes[0] }
  }

  private mutating func addRun(_ parts: ArraySlice<BlockPart>) {
    guard let first = parts.first, let second = parts.dropFirst().first, let last = parts.last else { return }
    let text = ListedLayers(listed(second).map { graph.nodes[$0].terse }).text
    let outer = first.path.dropLast(first.name.count)
    rows.append(
      SummaryRow(
        path: "\(outer)\(Self.name(from: first, to: last))", text: "[\(text)] x \(parts.count)",
        nodes: parts.flatMap(\.nodes), main: main(last), note: difference(of: first, from: second)))
  }

  private mutating func addBranches(_ parts: ArraySlice<BlockPart>) {
    guard let first = parts.first, let last = parts.last else { return }
    let layers = ListedLayers(listed(first).map { graph.nodes[$0].terse })
    let outer = first.path.dropLast(first.name.count)
    // Inputs and learnt values do not branch from anything.
    let text =
      sources(first).isEmpty
      ? "\(layers.bracketed) x \(parts.count)" : "[\(layers.text)] x \(parts.count) branches"
    rows.append(
      SummaryRow(
        path: "\(outer)\(Self.name(from: first, to: last))", text: text,
        nodes: parts.flatMap(\.nodes), main: main(last)))
  }

  private mutating func addGroups(_ parts: ArraySlice<BlockPart>, _ groups: Groups) {
    let group = parts.prefix(groups.period)
    guard let first = parts.first else { return }
    let last = parts[parts.endIndex - groups.period]
    let layers = ListedLayers(group.flatMap { listed($0) }.map { graph.nodes[$0].terse })
    let outer = first.path.dropLast(first.name.count)
    rows.append(
      SummaryRow(
        path: "\(outer)\(Self.name(from: first, to: last))",
        text: "[\(layers.text)] x \(groups.count)\(groups.areBranches ? " branches" : "")",
        nodes: parts.flatMap(\.nodes), main: main(parts[parts.endIndex - 1])))
  }

  /// The name of a row of parts: `unit[1..3]`.
  package static func name(from first: BlockPart, to last: BlockPart) -> String {
    "\(first.kind)[\(first.index)..\(last.index)]"
  }

  // MARK: What a row shows

  /// The layers that papers list: those with windows, pooling or weights, and normalisations that have none.
  package func listed(_ part: BlockPart) -> [Node.ID] {
    part.nodes.filter { graph.nodes[$0].isListed }
  }

  /// Whether a layer is never listed, only counted with the one before it.
  private func isFolded(_ node: Node) -> Bool {
    switch node.op.traits.part {
    case .activation, .trainingOnly, .flattening: true
    case .normalisation: node.weights != nil
    case .layer, .arrangement: false
    }
  }

  /// The layer whose shape is that of the part: the last one that is not a view.
  package func main(_ part: BlockPart) -> Node.ID {
    part.nodes.last { graph.nodes[$0].op.traits.part != .flattening } ?? part.nodes[0]
  }

  /// Whether a part is one line of a paper's table: nothing repeats in it and its maps shrink at most once.
  private func isOneBlock(_ part: BlockPart, _ listed: [Node.ID]) -> Bool {
    guard listed.count <= Self.mostListed, !hasRun(part), !hasSeveralBlocks(part) else { return false }
    let sizes = Set(
      listed.flatMap { id in (graph.nodes[id].inputShapes + [graph.nodes[id].shape]).map(spatial) })
    return sizes.count { $0.reduce(1, *) > 1 } <= 2
  }

  /// Whether a part is a row of blocks of one kind that are not equal.
  private func hasSeveralBlocks(_ part: BlockPart) -> Bool {
    let blocks = part.parts.filter { listed($0).count > 1 }
    return zip(blocks, blocks.dropFirst()).contains { $0.kind == $1.kind && follows($1, $0) }
  }

  /// Whether blocks repeat in a part; two equal layers of a larger block do not count, unless they are all of it.
  private func hasRun(_ part: BlockPart) -> Bool {
    var index = 0
    while index < part.parts.count {
      let count = run(part.parts, from: index)
      let blocks = part.parts[index..<index + count]
      if count > 1,
        listed(part.parts[index]).count > 1
          || blocks.reduce(0, { $0 + listed($1).count }) == listed(part).count
      {
        return true
      }
      index += count
    }
    return part.parts.contains { hasRun($0) }
  }

  func spatial(_ shape: Shape) -> [Int] { shape.rank > 1 ? Array(shape.dimensions.dropFirst()) : [] }
}
