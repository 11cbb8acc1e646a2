import ArchGraph

/// Finds the rows of steps, the branches and the crossing paths of a graph.
///
/// The layers are visited in order. Where only the newest value is needed afterwards, a step ends; a step
/// of several layers is a merge if its parts are disjoint and begin at its entry, and otherwise a piece with labels.
struct SeriesParallel {
  /// Beyond this depth, branches are no longer searched for inner branches.
  private static let deepest = 20
  /// How many layers a merge inside a crossing piece may span.
  private static let widest = 512

  private let graph: Graph
  /// The layers that use a value, in order.
  private let users: [[Node.ID]]
  /// The values that need a label, since they are outputs.
  let pinned: Set<Node.ID>
  /// Layers whose parts are written one statement after another.
  private let flat: Set<Node.ID>

  /// - Parameter flat: layers whose parts of the network are written without branches.
  init(_ graph: Graph, flat: Set<Node.ID> = []) {
    self.graph = graph
    self.flat = flat
    var users = [[Node.ID]](repeating: [], count: graph.nodes.count)
    for (id, node) in graph.nodes.enumerated() {
      for input in node.inputs where users[input].last != id { users[input].append(id) }
    }
    self.users = users
    pinned = Set(graph.outputs.map(\.node))
  }

  /// How many inputs come before all layers.
  var leadingInputs: Int { graph.nodes.firstIndex { !$0.isInput } ?? graph.nodes.count }

  /// The steps of the whole network, without its leading inputs.
  func steps() -> StepList {
    let first = leadingInputs
    return list(first..<graph.nodes.count, entry: first > 0 ? first - 1 : nil, depth: 0)
  }

  /// The steps of a range of layers that take only values of the range and its entry.
  private func list(_ range: Range<Node.ID>, entry: Node.ID?, depth: Int) -> StepList {
    var steps: [Step] = []
    var (start, current) = (range.lowerBound, entry)
    // The last layer that uses a value older than the newest, beginning with values from outside.
    var needed = lastUse(of: 0..<range.lowerBound, in: range)
    for id in range {
      let isCut = needed <= id
      needed = max(needed, users[id].last { $0 < range.upperBound } ?? -1)
      guard isCut || id + 1 == range.upperBound else { continue }
      steps.append(step(start..<id + 1, entry: current, depth: depth))
      (start, current) = (id + 1, id)
    }
    return StepList(steps, entry: entry)
  }

  /// The last layer of a range that uses a value from before it.
  private func lastUse(of outside: Range<Node.ID>, in range: Range<Node.ID>) -> Node.ID {
    range.last { graph.nodes[$0].inputs.contains { outside.contains($0) } } ?? -1
  }

  private func step(_ range: Range<Node.ID>, entry: Node.ID?, depth: Int) -> Step {
    let first = range.lowerBound
    let nodes = first...range.upperBound - 1
    if range.count == 1, let entry, graph.nodes[first].inputs == [entry] {
      return Step(.layer(first), entry: entry, nodes: nodes)
    }
    if depth == 0, !flat.isEmpty, range.contains(where: flat.contains) {
      return Step(.piece(statements(range, entry: entry, depth: Self.deepest)), entry: entry, nodes: nodes)
    }
    if let entry, depth < Self.deepest {
      if let merge = merge(range, entry: entry, depth: depth) { return merge }
      if let growth = growth(range, entry: entry, depth: depth) { return growth }
    }
    return Step(.piece(statements(range, entry: entry, depth: depth)), entry: entry, nodes: nodes)
  }

  // MARK: Merges

  private func joins(_ node: Node) -> Bool {
    type(of: node.op).signature.inputs.takesSeveral
      && node.weights.map { graph.weights[$0].uses < 2 } ?? true
  }

  /// A layer on consecutive branches, in the order of its inputs.
  private func merge(_ range: Range<Node.ID>, entry: Node.ID, depth: Int) -> Step? {
    let last = range.upperBound - 1
    let node = graph.nodes[last]
    guard node.inputs.count >= 2, node.inputs.count <= 64, joins(node), !takesParts(node, of: entry) else {
      return nil
    }
    var (start, ranges) = (range.lowerBound, [Range<Node.ID>]())
    for input in node.inputs {
      if input == entry {
        ranges.append(start..<start)
      } else {
        guard input >= start, input < last, isClosed(start..<input + 1, entry: entry) else { return nil }
        ranges.append(start..<input + 1)
        start = input + 1
      }
    }
    guard start == last else { return nil }
    return Step(
      .merge(last, ranges.map { list($0, entry: entry, depth: depth + 1) }), entry: entry,
      nodes: range.lowerBound...last)
  }

  /// Whether a layer takes all parts of a split in order, before anything else: those have labels.
  private func takesParts(_ node: Node, of entry: Node.ID) -> Bool {
    for (place, input) in node.inputs.enumerated() {
      guard let part = graph.part(input), part.take == place, graph.nodes[input].inputs == [entry] else {
        return false
      }
      if place + 1 == part.count { return part.count > 1 }
    }
    return false
  }

  /// Whether a range takes only its own values and the entry, and nothing outside uses any value but its last.
  private func isClosed(_ range: Range<Node.ID>, entry: Node.ID) -> Bool {
    range.allSatisfy { id in
      graph.nodes[id].inputs.allSatisfy { $0 == entry || range.contains($0) } && !pinned.contains(id)
        && !graph.nodes[id].isInput
        && (id + 1 == range.upperBound ? users[id].count == 1 : users[id].allSatisfy(range.contains))
    }
  }

  /// Rounds that each work on the entry and the results of all earlier rounds: the layers of DenseNet.
  private func growth(_ range: Range<Node.ID>, entry: Node.ID, depth: Int) -> Step? {
    let last = range.upperBound - 1
    let join = graph.nodes[last]
    guard join.inputs.count >= 3, join.inputs[0] == entry, joins(join) else { return nil }
    var (rounds, start, current) = ([StepList](), range.lowerBound, entry)
    for (round, value) in join.inputs.enumerated().dropFirst() {
      guard value >= start, value < last, isRound(start..<value + 1, entry: current) else { return nil }
      rounds.append(list(start..<value + 1, entry: current, depth: depth + 1))
      (start, current) = (value + 2, value + 1)
      let node = graph.nodes[value + 1]
      guard AnyHashable(node.op) == AnyHashable(join.op), node.inputs == Array(join.inputs[...round]),
        value + 1 == last || !pinned.contains(value + 1)
      else { return nil }
    }
    guard start == last + 1 else { return nil }
    return Step(.growth(rounds), entry: entry, nodes: range.lowerBound...last)
  }

  private func isRound(_ range: Range<Node.ID>, entry: Node.ID) -> Bool {
    range.allSatisfy { id in
      graph.nodes[id].inputs.allSatisfy { $0 == entry || range.contains($0) } && !pinned.contains(id)
        && !graph.nodes[id].isInput
        && (id + 1 == range.upperBound || users[id].allSatisfy(range.contains))
    }
  }

  // MARK: Crossing paths

  private func isUniform(_ nodes: ClosedRange<Node.ID>) -> Bool {
    nodes.allSatisfy { graph.nodes[$0].isFrozen == graph.nodes[nodes.lowerBound].isFrozen }
  }

  private func statements(_ range: Range<Node.ID>, entry: Node.ID?, depth: Int) -> [LabelledStatement] {
    var statements: [LabelledStatement] = []
    var byValue: [Node.ID: Int] = [:]
    func source(_ value: Node.ID) -> LabelledStatement.Source {
      if value == entry { return .entry }
      return byValue[value].map { .statement($0) } ?? .outer(value)
    }
    var id = range.lowerBound
    while id < range.upperBound {
      let node = graph.nodes[id]
      var (steps, head): ([Step], Node.ID?) = ([], nil)
      var (inputs, start) = (node.inputs, node.inputs.first)
      if let value = start, let step = next(id, in: range, on: value, isFirst: true, depth: depth) {
        (steps, inputs) = ([step], [value])
      } else {
        (head, start) = (id, id)
      }
      var current = steps.last?.nodes.upperBound ?? id
      while let step = next(current + 1, in: range, on: current, isFirst: false, depth: depth) {
        steps.append(step)
        current = step.nodes.upperBound
      }
      byValue[current] = statements.count
      statements.append(
        LabelledStatement(
          head: head, inputs: inputs.map(source), body: StepList(steps, entry: start), value: current))
      id = current + 1
    }
    return statements
  }

  /// The layers that use a value, starting from one of them.
  private func users(of value: Node.ID, from first: Node.ID) -> ArraySlice<Node.ID> {
    let all = users[value]
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle] < first { low = middle + 1 } else { high = middle }
    }
    return all[low...]
  }

  /// The step that begins at a layer and works only on a value that nothing else uses, unless it begins a statement.
  private func next(
    _ id: Node.ID, in range: Range<Node.ID>, on value: Node.ID, isFirst: Bool, depth: Int
  ) -> Step? {
    guard id < range.upperBound, isFirst || !pinned.contains(value) else { return nil }
    // Frozen layers are in separate braces.
    if !isFirst, graph.nodes[id].isFrozen != graph.nodes[value].isFrozen { return nil }
    if depth < Self.deepest {
      let ends = users(of: value, from: id).prefix(4)
      for end in ends
      where end < range.upperBound && end - id < Self.widest && end - id + 1 < range.count
        && graph.nodes[end].inputs.count > 1
      {
        guard isFirst || users[value].last == end else { continue }
        if let step = merge(id..<end + 1, entry: value, depth: depth), isUniform(step.nodes) { return step }
      }
    }
    guard graph.nodes[id].inputs == [value], isFirst || users[value] == [id] else { return nil }
    return Step(.layer(id), entry: value, nodes: id...id)
  }
}
