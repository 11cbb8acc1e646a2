import ArchGraph

/// Labels of the parts of a split.
extension BodyWriter {
  /// The statements that begin with the first part of a value, and how many then follow with the other parts in order.
  func splits(_ statements: [LabelledStatement]) -> [Int: Int] {
    var found: [Int: Int] = [:]
    for index in statements.indices {
      guard let (id, take, count) = part(statements[index]), take == 0, index + count <= statements.count,
        count > 1, !graph.nodes[id].isFrozen
      else { continue }
      let isWhole = (1..<count).allSatisfy { place in
        guard let (other, otherTake, otherCount) = part(statements[index + place]) else { return false }
        return otherTake == place && otherCount == count && other == id + place
          && graph.nodes[other].inputs == graph.nodes[id].inputs
          && (place + 1 == count || statements[index + place].body.steps.count == 1)
      }
      if isWhole, statements[index].body.steps.count == 1 { found[index] = count }
    }
    return found
  }

  /// The part of a value that a statement begins with: its layer, its index, and the number of parts.
  private func part(_ statement: LabelledStatement) -> (id: Node.ID, take: Int, count: Int)? {
    guard statement.head == nil, case .layer(let id)? = statement.body.steps.first?.kind,
      let part = graph.part(id)
    else { return nil }
    return (id, part.take, part.count)
  }

  /// The labels of all parts, and the call that makes them.
  mutating func parts(
    _ index: Int, _ count: Int, _ all: [[LabelledStatement]], _ occurrences: [Occurrence]
  ) -> (labels: String, call: String) {
    let nodes = all.compactMap { $0[index].body.steps.first?.nodes.lowerBound }
    let call = call(nodes, occurrences, entries: all.map { $0[index].body.steps.first?.entry }, isWhole: true)
    let values = (0..<count).compactMap { all[0][index + $0].body.steps.first?.nodes.upperBound }
    var words = tellingNames(index, count, all[0]).map { labels.names($0) }
    if values.contains(where: { pinned[$0] != nil }) { words = nil }
    let names = values.enumerated().map { place, id in pinned[id] ?? words?[place] ?? labels.name("part") }
    for (id, name) in zip(values, names) { self.names[id] = name }
    return (names.joined(separator: ", "), call)
  }

  /// The names of the inputs of the layer that takes all parts, if it takes them as they are.
  private func tellingNames(_ index: Int, _ count: Int, _ statements: [LabelledStatement]) -> [String]? {
    let wanted = (index..<index + count).map { LabelledStatement.Source.statement($0) }
    guard let user = statements.first(where: { $0.inputs.starts(with: wanted) }), let head = user.head else {
      return nil
    }
    let names = type(of: graph.nodes[head].op).signature.inputs.names.prefix(count)
    // A single letter says less than the word for a part.
    return names.count == count && names.allSatisfy { $0.count > 2 } ? Array(names) : nil
  }

  /// What a statement does with the part that it begins with, or `nil` if that is all.
  func rest(
    of index: Int, _ all: [[LabelledStatement]], _ occurrences: [Occurrence]
  ) -> [Occurrence]? {
    guard all[0][index].body.steps.count > 1 else { return nil }
    return zip(all, occurrences).map { statements, occurrence in
      let steps = Array(statements[index].body.steps.dropFirst())
      return Occurrence(
        call: occurrence.call, list: StepList(steps, entry: steps.first?.entry), inner: occurrence.inner)
    }
  }
}

extension Graph {
  /// Which part a layer takes, and of how many, or `nil` if it takes none.
  func part(_ id: Node.ID) -> (take: Int, count: Int)? {
    let op = nodes[id].op
    guard let place = type(of: op).signature.part, case .integer(let take)? = op.arguments[place] else {
      return nil
    }
    switch op.arguments.first {
    case .integer(let count)??: return (take, count)
    case .list(let list)??: return (take, list.count)
    default: return nil
    }
  }
}
