import ArchGraph

/// Statements with labels, where paths cross.
extension BodyWriter {
  /// The statements of pieces of one form.
  mutating func pieces(_ steps: [Step], _ occurrences: [Occurrence]) -> [Flow] {
    guard case .piece(let first) = steps[0].kind else { return [] }
    let all = steps.compactMap { step -> [LabelledStatement]? in
      if case .piece(let statements) = step.kind { statements } else { nil }
    }
    var flows: [Flow] = []
    var current = steps[0].entry
    func value(_ source: LabelledStatement.Source) -> Node.ID? {
      switch source {
      case .entry: steps[0].entry
      case .statement(let index): first[index].value
      case .outer(let id): id
      }
    }
    let groups = splits(first)
    let used = used(first, groups)
    var done = 0
    for (index, statement) in first.enumerated() where index >= done {
      let inputs = statement.inputs.compactMap(value)
      if let group = groups[index] {
        let parts = self.parts(index, group, all, occurrences)
        var flow = Flow(label: parts.labels, parts: group, elements: [.call(parts.call, .light)])
        if inputs.first != current {
          flow.start = inputs.first.flatMap { names[$0] }
        } else if let last = flows.last, last.end == nil {
          flow.elements = last.elements + flow.elements
          flow.start = last.start
          flows.removeLast()
        }
        flows.append(flow)
        // What follows the last part goes on from its label.
        let last = first[index + group - 1]
        current = nil
        done = index + group
        guard let rest = rest(of: index + group - 1, all, occurrences) else { continue }
        var inner = self.flows(rest, entry: nil)
        if !inner.isEmpty { inner[0].start = names[last.body.steps[0].nodes.upperBound] }
        if pinned[last.value] != nil || used.contains(index + group - 1) || index + group < first.count {
          let label = pinned[last.value] ?? label(for: last.value)
          names[last.value] = label
          if !inner.isEmpty { inner[inner.count - 1].end = label }
        }
        flows += inner
        current = last.value
        continue
      }
      var start: String?
      var head: Flow.Element?
      if let id = statement.head {
        let heads = all.compactMap { $0[index].head }
        (start, head) = self.head(id, heads, inputs, current: current, occurrences)
      } else if inputs.first != current {
        start = inputs.first.flatMap { names[$0] }
      }
      let bodies = zip(all, occurrences).map { statements, occurrence in
        Occurrence(call: occurrence.call, list: statements[index].body, inner: occurrence.inner)
      }
      let begin = statement.head ?? inputs.first
      let isFrozen = !isInFrozen && isFrozen(statement)
      if isFrozen { isInFrozen = true }
      // What begins a statement has a name inside it only if it has one before it.
      var inner = self.flows(
        bodies, entry: begin.flatMap { names[$0] } == "in" ? nil : begin.flatMap { names[$0] })
      if inner.isEmpty { inner = [Flow(elements: [])] }
      if inner[0].start == nil {
        inner[0].start = start
        if let head { inner[0].elements.insert(head, at: 0) }
      } else if let head {
        inner.insert(Flow(start: start, elements: [head]), at: 0)
      } else if let start {
        inner[0].start = start
      }
      current = statement.value
      let last = inner.count - 1
      if names[statement.value] == nil, pinned[statement.value] != nil || used.contains(index) {
        let label = pinned[statement.value] ?? label(for: statement.value)
        names[statement.value] = label
        inner[last].end = label
      }
      if isFrozen {
        inner = [Flow(elements: [.loop("frozen", inner)])]
        isInFrozen = false
      }
      flows += inner
    }
    return flows
  }

  /// The statements that others than the next use.
  private func used(_ statements: [LabelledStatement], _ groups: [Int: Int]) -> Set<Int> {
    var used: Set<Int> = []
    // The parts of a split are taken at once.
    let later = Set(groups.flatMap { $0.key + 1..<$0.key + $0.value })
    for (index, statement) in statements.enumerated() {
      // Behind an arrow `it` is the value before it, and what comes by its name is another.
      let isNamed =
        statement.inputs.count > 1
        && statement.head.map { type(of: graph.nodes[$0].op).signature.inputs.counts.lowerBound == 1 }
          ?? false
      for (place, input) in statement.inputs.enumerated() where !later.contains(index) {
        if case .statement(let other) = input, other + 1 != index || isNamed && place > 0 {
          used.insert(other)
        }
      }
    }
    return used
  }

  /// Whether the layers of a statement are frozen; there are no others in it then.
  private func isFrozen(_ statement: LabelledStatement) -> Bool {
    (statement.head ?? statement.body.steps.first?.nodes.lowerBound).map { graph.nodes[$0].isFrozen } ?? false
  }

  /// The layer that begins a statement, and the value before it where it has one.
  private mutating func head(
    _ id: Node.ID, _ heads: [Node.ID], _ inputs: [Node.ID], current: Node.ID?, _ occurrences: [Occurrence]
  ) -> (start: String?, element: Flow.Element) {
    let node = graph.nodes[id]
    if node.isInput {
      let name = ports?.inputs[id] ?? node.name
      names[id] = name
      return (nil, .line(GraphWriter.line(ofInput: node, named: name)))
    }
    let signature = type(of: node.op).signature
    let isCurrent = inputs.first == current && current != nil
    if let instance = instances[id] {
      if node.op is ParameterLayer, !(graph.nodes[owner(of: node)].op is ParameterLayer) {
        return (nil, .call("\(instance).weight", .light))
      }
      if inputs.count < 2 {
        return (isCurrent || inputs.isEmpty ? nil : names[inputs[0]], .call(instance, .heavy))
      }
      let words = inputs.map { $0 == current ? "it" : names[$0] ?? "it" }
      return (nil, .call("\(instance)(\(words.joined(separator: ", ")))", .heavy))
    }
    if inputs.count == 1 {
      let text = call(heads, occurrences, entries: heads.map { graph.nodes[$0].inputs.first })
      return (isCurrent ? nil : names[inputs[0]], .call(text, table.weight(id)))
    }
    if inputs.count > 1, signature.inputs.counts.lowerBound == 1 {
      let call = node.op.call(withDefaults: true)
      let named = zip(signature.inputs.names, inputs).dropFirst()
        .map { "\($0): \(names[$1] ?? "it")" }.joined(separator: ", ")
      let text = call.hasSuffix(")") ? "\(call.dropLast()), \(named))" : "\(call)(\(named))"
      return (isCurrent ? nil : names[inputs[0]], .call(text, .heavy))
    }
    var words = inputs.map { $0 == current ? "it" : names[$0] ?? "it" }
    if words.count == 2, isCurrent { words.removeFirst() }
    let text = call(heads, occurrences, entries: heads.map { graph.nodes[$0].inputs.first }, inputs: words)
    return (nil, .call(text, .heavy))
  }

  // MARK: Splits

  /// The statements that begin with the first part of a value, and how many follow with the others in their order.
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

  /// The part of a value that a statement begins with: its layer, which it is, and of how many.
  private func part(_ statement: LabelledStatement) -> (id: Node.ID, take: Int, count: Int)? {
    guard statement.head == nil, case .layer(let id)? = statement.body.steps.first?.kind,
      let place = type(of: graph.nodes[id].op).signature.part
    else { return nil }
    let arguments = graph.nodes[id].op.arguments
    guard case .integer(let take)? = arguments[place] else { return nil }
    switch arguments.first {
    case .integer(let count)??: return (id, take, count)
    case .list(let list)??: return (id, take, list.count)
    default: return nil
    }
  }

  /// The labels of all parts, and the call that makes them.
  private mutating func parts(
    _ index: Int, _ count: Int, _ all: [[LabelledStatement]], _ occurrences: [Occurrence]
  ) -> (labels: String, call: String) {
    let nodes = all.compactMap { $0[index].body.steps.first?.nodes.lowerBound }
    let call = call(nodes, occurrences, entries: all.map { $0[index].body.steps.first?.entry }, isWhole: true)
    var words: [String] = []
    for place in 0..<count {
      guard let id = all[0][index + place].body.steps.first?.nodes.upperBound else { continue }
      let label = pinned[id] ?? labels.name("part")
      names[id] = label
      words.append(label)
    }
    return (words.joined(separator: ", "), call)
  }

  /// What a statement does with the part that it begins with; nil where that is all.
  private func rest(
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
