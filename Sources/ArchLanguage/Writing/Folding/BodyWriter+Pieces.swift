import ArchGraph

/// Statements with labels, where paths cross.
extension BodyWriter {
  /// The statements of pieces with the same form.
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
    let nested = nested(first)
    let used = used(first, groups, nested)
    var done = 0
    for (index, statement) in first.enumerated() where index >= done && !nested.contains(index) {
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
        // The step after the last part continues from its label.
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
        for case .statement(let other) in statement.inputs where nested.contains(other) {
          // A statement that is only a learnt value is written among the arguments.
          let tensors = all.compactMap { $0[other].head }
          names[first[other].value] = call(tensors, occurrences, entries: tensors.map { _ in nil })
        }
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
      // The start of a statement has a name inside it only if it has one before it.
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
      let takesCurrent = current.map { inputs.contains($0) } ?? false
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
      if takesCurrent, !isFrozen, head != nil, inner[0].start == nil, let open = flows.last, open.end == nil,
        !open.elements.isEmpty
      {
        // A statement that combines the value before it with others continues its chain.
        inner[0].elements = open.elements + inner[0].elements
        inner[0].start = open.start
        flows.removeLast()
      }
      flows += inner.map { Self.unrolled($0) }
    }
    return flows
  }

  /// Two rounds of one call after a named value are a chain.
  private static func unrolled(_ flow: Flow) -> Flow {
    guard flow.start != nil, flow.elements.count == 1, case .loop("repeat 2", let body) = flow.elements[0],
      body.count == 1, body[0].label == nil, body[0].start == nil, body[0].elements.count == 1,
      case .block(var call) = body[0].elements[0]
    else { return flow }
    call.isLarge = false
    var flow = flow
    flow.elements = [.block(call), .block(call)]
    return flow
  }

  /// The learnt values that are used only by the layer after them, together with other values.
  private func nested(_ statements: [LabelledStatement]) -> Set<Int> {
    var nested: Set<Int> = []
    var counts: [LabelledStatement.Source: Int] = [:]
    for input in statements.flatMap(\.inputs) { counts[input, default: 0] += 1 }
    for (index, statement) in statements.enumerated().dropLast() {
      let user = statements[index + 1]
      guard isTensor(statement), pinned[statement.value] == nil, counts[.statement(index)] == 1,
        user.inputs.count > 1, user.inputs.contains(.statement(index)), let head = user.head,
        instances[head] == nil, type(of: graph.nodes[head].op).signature.inputs.takesSeveral,
        graph.nodes[head].isFrozen == graph.nodes[statement.value].isFrozen
      else { continue }
      nested.insert(index)
    }
    return nested
  }

  /// The statements used by more than the next one.
  private func used(
    _ statements: [LabelledStatement], _ groups: [Int: Int], _ nested: Set<Int>
  ) -> Set<Int> {
    var used: Set<Int> = []
    func previous(_ index: Int) -> Int {
      var other = index - 1
      while nested.contains(other) { other -= 1 }
      return other
    }
    // The parts of a split are taken at once.
    let later = Set(groups.flatMap { $0.key + 1..<$0.key + $0.value })
    for (index, statement) in statements.enumerated() {
      // After an arrow `it` is the value before it, and anything named is a different value.
      let isNamed =
        statement.inputs.count > 1
        && statement.head.map { type(of: graph.nodes[$0].op).signature.inputs.takesOne }
          ?? false
      for (place, input) in statement.inputs.enumerated() where !later.contains(index) {
        if case .statement(let other) = input, !nested.contains(other),
          other != previous(index) || isNamed && place > 0
        {
          used.insert(other)
        }
      }
    }
    return used
  }

  /// Whether the layers of a statement are frozen; a statement never mixes frozen layers with others.
  private func isFrozen(_ statement: LabelledStatement) -> Bool {
    (statement.head ?? statement.body.steps.first?.nodes.lowerBound).map { graph.nodes[$0].isFrozen } ?? false
  }

  /// The layer that begins a statement, and the value before it if there is one.
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
    if inputs.count > 1, signature.inputs.takesOne {
      let call = node.op.call(withDefaults: true)
      let named = zip(signature.inputs.names, inputs).dropFirst()
        .map { "\($0): \(names[$1] ?? "it")" }.joined(separator: ", ")
      let text = call.hasSuffix(")") ? "\(call.dropLast()), \(named))" : "\(call)(\(named))"
      return (isCurrent ? nil : names[inputs[0]], .call(text, .heavy))
    }
    var words = inputs.map { $0 == current ? "it" : names[$0] ?? "it" }
    if words.count == 2, isCurrent { words.removeFirst() }
    let text = call(heads, occurrences, entries: heads.map { graph.nodes[$0].inputs.first }, inputs: words)
    return (nil, .call(text, inputs.count > 2 ? .heavy : .light))
  }
}
