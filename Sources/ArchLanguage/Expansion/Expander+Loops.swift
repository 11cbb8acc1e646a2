import ArchGraph

/// Loops, and the labels in them.
extension Expander {
  /// Runs a body once for each round of a loop, each with its own variables; labels in it become lists.
  func run(_ loop: LoopSyntax, at span: Span, body: () -> Void) throws(Stop) {
    let count: Int
    var elements: [Value] = []
    switch loop.rounds {
    case .count(let number): count = try wholeNumber(number, "a whole number of repeats")
    case .each(let list):
      elements = try self.list(list)
      count = elements.count
    }
    let label = loop.label
    let firstNode = builder.graph.nodes.count
    if let label {
      if isTaken(label.name) { throw fail(.labelIsLayer(text(label.name)), at: label.span) }
      builder.enter(text(label.name))
    }
    let start = frame.variables.count
    let labelStart = frame.labels.count
    var collected: [(name: Name, values: [Value], span: Span)] = []
    var iteration = 0
    var isComplete = true
    pushIteration()
    while iteration < count {
      setIteration(iteration)
      do throws(Stop) {
        try step(at: span)
        try declareVariables(of: loop, elements, round: iteration)
      } catch {
        frame.current = Point(node: nil)
        isComplete = false
        break
      }
      body()
      collect(from: start, labelStart: labelStart, into: &collected)
      iteration += 1
      if frame.current != nil, frame.current?.node == nil, !diagnostics.isEmpty {
        isComplete = false
        break
      }
    }
    popIteration()
    if label != nil { builder.leave() }
    for entry in collected {
      // A list that a fault cut short is no list to count in.
      let value: Value = isComplete ? .points(entry.values) : .poison
      frame.push(Frame.Entry(entry.name, value, entry.span))
      frame.labels.append(Binding(entry.name, value))
    }
    if let label, let current = frame.current {
      var point = current
      point.members = collected.map { Binding($0.name, .points($0.values)) }
      point.nodes = firstNode..<builder.graph.nodes.count
      try declare(label, .tensor(point))
    }
  }

  /// The index of a round and its element, or the parts of that.
  private func declareVariables(of loop: LoopSyntax, _ elements: [Value], round: Int) throws(Stop) {
    if let index = loop.index { try declareVariable(index, .integer(round)) }
    guard let first = loop.items.first else { return }
    guard loop.isTakenApart else { return try declareVariable(first, elements[round]) }
    let parts: [Value]
    switch elements[round] {
    case .list(let values), .points(let values): parts = values
    case .poison: throw Stop()
    case let other:
      throw fail(
        .wrongType(expected: "a list in the list", found: other.kind(program.names)), at: first.span)
    }
    guard parts.count == loop.items.count else {
      throw fail(.partsOfElement(round, names: loop.items.count, values: parts.count), at: first.span)
    }
    for (word, value) in zip(loop.items, parts) { try declareVariable(word, value) }
  }

  /// Labels of one iteration become elements of the labels of the loop.
  private func collect(
    from start: Int, labelStart: Int, into collected: inout [(name: Name, values: [Value], span: Span)]
  ) {
    for entry in frame.labels[labelStart...] {
      if let index = collected.firstIndex(where: { $0.name == entry.name }) {
        collected[index].values.append(entry.value)
      } else {
        let span = frame.entry(entry.name)?.span ?? .none
        collected.append((entry.name, [entry.value], span))
      }
    }
    frame.truncate(to: start)
    frame.labels.removeSubrange(labelStart...)
  }

  private func pushIteration() {
    loopCount += 1
    rounds.append(Round(loop: loopCount, number: 0))
    if calls.isEmpty { rootIterations.append(0) } else { calls[calls.count - 1].iterations.append(0) }
  }

  private func setIteration(_ index: Int) {
    rounds[rounds.count - 1].number = index
    if calls.isEmpty {
      rootIterations[rootIterations.count - 1] = index
    } else {
      let last = calls.count - 1
      calls[last].iterations[calls[last].iterations.count - 1] = index
    }
  }

  private func popIteration() {
    rounds.removeLast()
    if calls.isEmpty { rootIterations.removeLast() } else { calls[calls.count - 1].iterations.removeLast() }
  }
}
