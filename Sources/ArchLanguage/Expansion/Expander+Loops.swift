import ArchGraph

/// Loops, and the labels in them.
extension Expander {
  /// Runs a body once for each round of a loop, each time with fresh variables; labels in it become lists.
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
    let width = try loop.over.map { word throws(Stop) in try takeUp(word) }
    let firstNode = builder.graph.nodes.count
    if let label {
      if isTaken(label.name) { throw fail(.labelIsLayer(text(label.name)), at: label.span) }
      builder.enter(text(label.name))
    }
    let start = frame.variables.count
    let labelStart = frame.labels.count
    let record = LoopRecord(body: loop.body)
    var iteration = 0
    var isComplete = true
    frame.loops.append(record)
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
      collect(from: start, labelStart: labelStart, into: record)
      if let over = loop.over, let width { carry(over, width, at: span) }
      iteration += 1
      if frame.current?.isPoison ?? false, !diagnostics.isEmpty {
        isComplete = false
        break
      }
    }
    popIteration()
    frame.loops.removeLast()
    if label != nil { builder.leave() }
    var members: [Binding] = []
    for entry in record.labels {
      // A list cut short by a fault cannot be counted in.
      let value: Value = isComplete ? .points(try several(entry.values, at: span)) : .poison
      members.append(Binding(entry.name, value))
      frame.push(Frame.Entry(entry.name, value, entry.span))
      frame.labels.append(Binding(entry.name, value))
    }
    if let label, let current = frame.current {
      var point = current
      point.members = members
      point.nodes = firstNode..<builder.graph.nodes.count
      try declare(label, point.value)
    }
  }

  /// Declares the index of a round and its element, or the parts of the element.
  private func declareVariables(of loop: LoopSyntax, _ elements: [Value], round: Int) throws(Stop) {
    if let index = loop.index { try declareVariable(index, .integer(round)) }
    guard let first = loop.items.first else { return }
    guard loop.isTakenApart else { return try declareVariable(first, elements[round]) }
    let parts: [Value]
    switch elements[round] {
    case .list(let values): parts = values
    case .points(let list): parts = list.values
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
  private func collect(from start: Int, labelStart: Int, into record: LoopRecord) {
    for entry in frame.labels[labelStart...] {
      if let index = record.labels.firstIndex(where: { $0.name == entry.name }) {
        record.labels[index].values.append(entry.value)
      } else {
        let span = frame.entry(entry.name)?.span ?? .none
        record.labels.append((entry.name, [entry.value], span))
      }
    }
    frame.truncate(to: start)
    frame.labels.removeSubrange(labelStart...)
  }

  // MARK: Earlier rounds

  /// The values of a label in earlier rounds of its loop, or `nil` if the name means something else or nothing.
  func earlierValues(_ name: Name) -> [Value]? {
    // Labels of rounds come last: before this list existed, the name meant whatever it means outside the loop.
    guard known(name) == nil, program.modules[frame.module].visible[name] == nil,
      program.prelude(name) == nil,
      !program.catalogue.words.contains(text(name)), program.catalogue[text(name)] == nil
    else { return nil }
    for record in frame.loops.reversed() {
      if let entry = record.labels.first(where: { $0.name == name }) { return entry.values }
      if record.declared.contains(name) { return [] }
    }
    return nil
  }

  /// The same as a list; making it counts as steps.
  func earlier(_ name: Name, at span: Span) throws(Stop) -> Several? {
    guard let values = earlierValues(name) else { return nil }
    try spend(values.count, at: span)
    return try several(values, at: span)
  }

  // MARK: Values carried round

  /// Makes the list that a loop carries round the current value.
  ///
  /// - Returns: how many values it has.
  private func takeUp(_ word: Word) throws(Stop) -> Int {
    switch frame.find(word.name) {
    case .points(let list)? where Self.isPlain(list):
      frame.current = Point(list)
      return list.values.count
    case .poison?: throw Stop()
    case nil:
      throw fail(
        .unknownName(text(word.name), candidates: frame.variables.map { text($0.name) }), at: word.span)
    case let other?:
      throw fail(
        .wrongType(expected: "a list of values", found: other.kind(program.names)), at: word.span)
    }
  }

  private static func isPlain(_ list: Several) -> Bool { list.count == list.values.count && list.depth == 1 }

  /// Gives the list that a round has made the name of what the loop carries.
  private func carry(_ word: Word, _ width: Int, at span: Span) {
    if let current = frame.current, !current.isPoison {
      if let list = current.list, list.values.count == width, Self.isPlain(list) {
        return frame.rebind(word.name, current.value)
      }
      report(.carried(text(word.name), width: width, values: current.list?.values.count), at: word.span)
    }
    frame.current = Point(node: nil)
    frame.rebind(word.name, .poison)
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
