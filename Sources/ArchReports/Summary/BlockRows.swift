import ArchAnalysis
import ArchGraph

/// A part of a network by the names in the paths of its layers.
private final class Part {
  /// The path of the part.
  let path: String
  /// Its own name, with its index.
  let name: Substring
  /// The layers in it, in order.
  var nodes: [Node.ID] = []
  /// The parts in it; a layer is a part without any.
  var parts: [Part] = []

  init(path: String, name: Substring) {
    self.path = path
    self.name = name
  }

  /// The name without its index: `unit` of `unit[3]`.
  lazy var kind: Substring = name.last == "]" ? name[..<(name.lastIndex(of: "[") ?? name.endIndex)] : name
  /// The index without its brackets: `3` of `unit[3]`.
  var index: Substring { name[kind.endIndex...].dropFirst().dropLast() }
}

/// Finds the blocks of a network, and those that repeat.
private struct Blocks {
  let graph: Graph
  let paths: [String]
  private(set) var rows: [SummaryRow] = []

  /// The most layers that one row lists.
  private static let mostListed = 24

  init(_ graph: Graph) {
    self.graph = graph
    paths = graph.paths
  }

  /// The parts as a tree, in the order of the layers.
  private func tree() -> Part {
    let root = Part(path: "", name: "")
    var open = [root]
    for id in graph.nodes.indices {
      let names = paths[id].split(separator: ".")
      var depth = 0
      while depth < names.count, depth + 1 < open.count, open[depth + 1].name == names[depth] { depth += 1 }
      open.removeLast(open.count - depth - 1)
      for name in names[depth...] {
        let outer = open[open.count - 1]
        let part = Part(path: outer.path.isEmpty ? String(name) : outer.path + "." + name, name: name)
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

  private mutating func add(_ parts: [Part]) {
    var index = 0
    while index < parts.count {
      let count = run(parts, from: index)
      if count > 1 {
        addRun(parts[index..<index + count])
      } else {
        add(parts[index])
      }
      index += count
    }
  }

  private mutating func add(_ part: Part) {
    let listed = listed(part)
    if listed.isEmpty, part.nodes.allSatisfy({ isFolded(graph.nodes[$0]) }), let last = rows.indices.last,
      !(graph.nodes[rows[last].main].op is InputLayer)
    {
      rows[last].nodes += part.nodes
    } else if part.parts.isEmpty || part.nodes.count == 1 || isOneBlock(part, listed) {
      let shown = listed.isEmpty ? [part.nodes[0]] : listed
      let text = shown.map { graph.nodes[$0].terse }.joined(separator: "; ")
      rows.append(
        SummaryRow(
          path: part.path, text: shown.count > 1 ? "[\(text)]" : text, nodes: part.nodes, main: main(part)))
    } else {
      let before = rows.count
      addInside(part)
      // A part that is nothing but one row is named as a whole.
      if rows.count == before + 1, rows[before].nodes == part.nodes { rows[before].path = part.path }
    }
  }

  /// The rows of a part whose first layer may have the name of the part itself.
  private mutating func addInside(_ part: Part) {
    let inner = Set(part.parts.flatMap(\.nodes))
    let own = part.nodes.filter { !inner.contains($0) }.map { id in
      let leaf = Part(path: part.path, name: part.name)
      leaf.nodes = [id]
      return leaf
    }
    add((own + part.parts).sorted { $0.nodes[0] < $1.nodes[0] })
  }

  private mutating func addRun(_ parts: ArraySlice<Part>) {
    guard let first = parts.first, let second = parts.dropFirst().first, let last = parts.last else { return }
    let shown = listed(second)
    let text = shown.map { graph.nodes[$0].terse }.joined(separator: "; ")
    let outer = first.path.dropLast(first.name.count)
    rows.append(
      SummaryRow(
        path: "\(outer)\(first.kind)[\(first.index)..\(last.index)]", text: "[\(text)] x \(parts.count)",
        nodes: parts.flatMap(\.nodes), main: main(last), note: difference(of: first, from: second)))
  }

  // MARK: What a row shows

  /// The layers that papers list: those with windows, pooling or weights, and normalisations that have none.
  private func listed(_ part: Part) -> [Node.ID] {
    part.nodes.filter { id in
      let node = graph.nodes[id]
      return switch node.op.traits.part {
      case .layer: true
      case .normalisation: node.weights == nil
      case .activation, .arrangement, .flattening, .trainingOnly: false
      }
    }
  }

  /// Whether a layer is never listed, only counted with the one before it.
  private func isFolded(_ node: Node) -> Bool {
    switch node.op.traits.part {
    case .activation, .trainingOnly, .flattening: true
    case .normalisation: node.weights != nil
    case .layer, .arrangement: false
    }
  }

  /// The layer whose shape is that of the part: the last that is no view.
  private func main(_ part: Part) -> Node.ID {
    part.nodes.last { graph.nodes[$0].op.traits.part != .flattening } ?? part.nodes[0]
  }

  /// Whether a part is one line of a paper's table: nothing repeats in it and its maps shrink at most once.
  private func isOneBlock(_ part: Part, _ listed: [Node.ID]) -> Bool {
    guard listed.count <= Self.mostListed, !hasRun(part), !hasSeveralBlocks(part) else { return false }
    let sizes = Set(
      listed.flatMap { id in (graph.nodes[id].inputShapes + [graph.nodes[id].shape]).map(spatial) })
    return sizes.count { $0.reduce(1, *) > 1 } <= 2
  }

  /// Whether a part is a row of blocks of one kind, though not of equal ones.
  private func hasSeveralBlocks(_ part: Part) -> Bool {
    let blocks = part.parts.filter { listed($0).count > 1 }
    return zip(blocks, blocks.dropFirst()).contains { $0.kind == $1.kind && follows($1, $0) }
  }

  /// Whether blocks repeat in a part; two equal layers of a larger block are no repetition, unless they are all of it.
  private func hasRun(_ part: Part) -> Bool {
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

  private func spatial(_ shape: Shape) -> [Int] { shape.rank > 1 ? Array(shape.dimensions.dropFirst()) : [] }

  // MARK: Repetition

  /// How many parts from here on are one block, repeated.
  private func run(_ parts: [Part], from start: Int) -> Int {
    guard start + 1 < parts.count, follows(parts[start + 1], parts[start]),
      isRepeated(parts[start], parts[start + 1], tolerant: true)
    else { return 1 }
    var count = 2
    while start + count < parts.count, follows(parts[start + count], parts[start + count - 1]),
      isRepeated(parts[start + 1], parts[start + count], tolerant: false)
    {
      count += 1
    }
    return count
  }

  /// Whether a part takes what another gives; branches of one merge do not.
  private func follows(_ second: Part, _ first: Part) -> Bool {
    guard let lower = first.nodes.first, let upper = first.nodes.last else { return false }
    return second.nodes.contains { graph.nodes[$0].inputs.contains { (lower...upper).contains($0) } }
  }

  private func isRepeated(_ first: Part, _ second: Part, tolerant: Bool) -> Bool {
    guard first.kind == second.kind, !first.index.isEmpty,
      (1...Self.mostListed).contains(listed(second).count),
      spatial(graph.nodes[main(first)].shape) == spatial(graph.nodes[main(second)].shape)
    else { return false }
    return tolerant
      ? match(first, second) != nil : steps(first).elementsEqual(steps(second)) { isEqual($0, $1) }
  }

  /// A layer in its part: the names that lead to it, and what it is.
  private typealias Step = (names: String, id: Node.ID)

  /// The steps of a part; what acts in training only may differ from block to block.
  private func steps(_ part: Part) -> [Step] {
    part.nodes.compactMap { id in
      guard graph.nodes[id].op.traits.part != .trainingOnly else { return nil }
      var names = ""
      var isIndex = false
      for character in paths[id].dropFirst(part.path.count) {
        if character == "[" { isIndex = true }
        if !isIndex { names.append(character) }
        if character == "]" { isIndex = false }
      }
      return (names, id)
    }
  }

  private func isEqual(_ a: Step, _ b: Step, exceptStride: Bool = false) -> Bool {
    a.names == b.names && graph.nodes[a.id].op.isLike(graph.nodes[b.id].op, exceptStride: exceptStride)
  }

  /// Pairs the steps of a block with those of the first one, which may have other strides and, beside them, more layers.
  private func match(_ first: Part, _ second: Part) -> [(first: Node.ID, second: Node.ID)]? {
    var pairs: [(first: Node.ID, second: Node.ID)] = []
    let steps = steps(second)
    var next = steps.startIndex
    for step in self.steps(first) where next < steps.endIndex {
      guard isEqual(step, steps[next], exceptStride: true) else { continue }
      pairs.append((step.id, steps[next].id))
      next += 1
    }
    guard next == steps.endIndex else { return nil }
    let matched = Set(pairs.map(\.first))
    let more = Set(listed(first).filter { !matched.contains($0) })
    return isBeside(more, matched.intersection(listed(first)), in: first) ? pairs : nil
  }

  /// Whether layers of a part stand beside others of it, as a projection does: neither takes what the other gives.
  private func isBeside(_ some: Set<Node.ID>, _ others: Set<Node.ID>, in part: Part) -> Bool {
    guard !some.isEmpty else { return true }
    var behind: (some: Set<Node.ID>, others: Set<Node.ID>) = (some, others)
    for id in part.nodes {
      let inputs = graph.nodes[id].inputs
      if inputs.contains(where: behind.some.contains) {
        if others.contains(id) { return false }
        behind.some.insert(id)
      }
      if inputs.contains(where: behind.others.contains) {
        if some.contains(id) { return false }
        behind.others.insert(id)
      }
    }
    return true
  }

  /// What the first of a row of blocks has that the others have not, in words.
  private func difference(of first: Part, from second: Part) -> String? {
    guard let pairs = match(first, second) else { return nil }
    let matched = Set(pairs.map(\.first))
    var words = pairs.compactMap { pair -> String? in
      let (a, b) = (graph.nodes[pair.first], graph.nodes[pair.second])
      return a.op.isLike(b.op, exceptStride: false) ? nil : a.terse
    }
    words += listed(first).filter { !matched.contains($0) }.map { "also \(graph.nodes[$0].terse)" }
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }
}

extension Operator {
  /// Whether another operator is the same with the same arguments.
  fileprivate func isLike(_ other: any Operator, exceptStride: Bool) -> Bool {
    guard name == other.name else { return false }
    let signature = Self.signature
    return zip(signature.arguments, zip(arguments, other.arguments)).allSatisfy { argument, values in
      values.0 == values.1 || (exceptStride && argument.place == .step)
    }
  }
}

extension Analysis {
  /// A row for every block as papers have it: `[1x1, 64; 3x3, 64; 1x1, 256] x 3`.
  ///
  /// Blocks repeat where neighbours have one name, the same layers with the same arguments and maps of one size; the
  /// first may have other strides and more layers, such as a projection. Normalisations, activations and merges are
  /// counted and not listed.
  public func blockRows() -> [SummaryRow] {
    var blocks = Blocks(graph)
    blocks.find()
    return blocks.rows
  }
}
