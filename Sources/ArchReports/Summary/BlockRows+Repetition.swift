import ArchAnalysis
import ArchGraph

/// Which parts of a network repeat, one after another or side by side.
extension Blocks {
  /// How many parts from here on are repetitions of one block.
  package func run(_ parts: [BlockPart], from start: Int) -> Int {
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

  /// How many parts from here on are equal branches: the same layers on the same values.
  package func branches(_ parts: [BlockPart], from start: Int) -> Int {
    let first = parts[start]
    guard !first.index.isEmpty, start + Self.fewestBranches <= parts.count,
      parts[start + 1].kind == first.kind, !listed(first).isEmpty
    else { return 1 }
    let (sources, own) = (sources(first), steps(first))
    var count = 1
    while start + count < parts.count, parts[start + count].kind == first.kind,
      self.sources(parts[start + count]) == sources,
      own.elementsEqual(steps(parts[start + count]), by: { isEqual($0, $1) })
    {
      count += 1
    }
    return count
  }

  /// Groups of neighbouring unnamed parts that are equal, one after another or side by side.
  struct Groups {
    /// How many parts a group has, and how many groups there are.
    var period: Int
    var count: Int
    /// Whether they are branches: all take the same values.
    var areBranches: Bool
  }

  /// Equal groups from here on, `conv -> relu` in a long loop or in many branches, or `nil` if there are few.
  func groups(_ parts: [BlockPart], from start: Int) -> Groups? {
    for period in 2...Self.longestGroup where start + period * Self.fewestGroups <= parts.count {
      let first = parts[start..<start + period]
      guard parts[start + period].kind == parts[start].kind,
        first.allSatisfy({ !$0.index.isEmpty }), first.contains(where: { !listed($0).isEmpty }),
        zip(first, first.dropFirst()).allSatisfy({ follows($1, $0) })
      else { continue }
      let sources = sources(of: first)
      var count = 1
      var areBranches = false
      while start + (count + 1) * period <= parts.count {
        let lower = start + count * period
        let (next, before) = (parts[lower..<lower + period], parts[lower - 1])
        guard zip(first, next).allSatisfy({ isSame($0, $1) }) else { break }
        let isBranch = self.sources(of: next) == sources
        if count == 1 { areBranches = isBranch }
        guard areBranches == isBranch, areBranches || follows(next[lower], before) else { break }
        count += 1
      }
      if count >= Self.fewestGroups { return Groups(period: period, count: count, areBranches: areBranches) }
    }
    return nil
  }

  /// Whether two parts have the same layers, on maps of the same size.
  private func isSame(_ first: BlockPart, _ second: BlockPart) -> Bool {
    first.kind == second.kind
      && spatial(graph.nodes[main(first)].shape) == spatial(graph.nodes[main(second)].shape)
      && steps(first).elementsEqual(steps(second)) { isEqual($0, $1) }
  }

  private func sources(of parts: ArraySlice<BlockPart>) -> Set<Node.ID> {
    let own = Set(parts.flatMap(\.nodes))
    return Set(own.flatMap { graph.nodes[$0].inputs }).subtracting(own)
  }

  /// The layers outside of a part whose values it takes.
  func sources(_ part: BlockPart) -> Set<Node.ID> {
    let own = Set(part.nodes)
    return Set(part.nodes.flatMap { graph.nodes[$0].inputs }).subtracting(own)
  }

  /// Whether a part takes the output of another; branches of one merge do not.
  func follows(_ second: BlockPart, _ first: BlockPart) -> Bool {
    guard let lower = first.nodes.first, let upper = first.nodes.last else { return false }
    return second.nodes.contains { graph.nodes[$0].inputs.contains { (lower...upper).contains($0) } }
  }

  package func isRepeated(_ first: BlockPart, _ second: BlockPart, tolerant: Bool) -> Bool {
    guard first.kind == second.kind, !first.index.isEmpty, !listed(second).isEmpty,
      spatial(graph.nodes[main(first)].shape) == spatial(graph.nodes[main(second)].shape)
    else { return false }
    return tolerant
      ? match(first, second) != nil : steps(first).elementsEqual(steps(second)) { isEqual($0, $1) }
  }

  /// A layer in its part: the names that lead to it, and the layer.
  private typealias Step = (names: String, id: Node.ID)

  /// The steps of a part; layers that act only in training may differ from block to block.
  private func steps(_ part: BlockPart) -> [Step] {
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

  /// Pairs the steps of a block with those of the first one, which may have other strides and more layers in parallel.
  private func match(_ first: BlockPart, _ second: BlockPart) -> [(first: Node.ID, second: Node.ID)]? {
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

  /// Whether layers of a part are parallel to others, as a projection is: neither takes the output of the other.
  private func isBeside(_ some: Set<Node.ID>, _ others: Set<Node.ID>, in part: BlockPart) -> Bool {
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

  /// What the first of a row of blocks has that the others lack, in words.
  package func difference(of first: BlockPart, from second: BlockPart) -> String? {
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
