import ArchGraph

/// Rows of steps.
extension BodyWriter {
  /// The statements of a list in all its occurrences.
  ///
  /// - Parameter entry: the name of the value before it; `in` allows what only the start of a block or branch may say.
  mutating func flows(_ occurrences: [Occurrence], entry: String?) -> [Flow] {
    var flows: [Flow] = []
    var open = Flow(elements: [])
    func close() {
      if !open.elements.isEmpty || open.label != nil || open.start != nil { flows.append(open) }
      open = Flow(elements: [])
    }
    guard let list = occurrences.first?.list else { return [] }
    var next = 0
    while next < list.steps.count {
      let index = next
      next += 1
      let steps = occurrences.map { $0.list.steps[index] }
      let step = steps[0]
      let isSkip = isSkip(steps, occurrences)
      if isSkip || needsName(step), let value = step.entry {
        if index == 0, let entry {
          names[value] = entry
        } else if names[value] == nil {
          let label = label(for: value)
          names[value] = label
          if open.elements.isEmpty, let last = flows.indices.last, flows[last].end == nil {
            flows[last].end = label
          } else {
            if open.elements.isEmpty { open.start = "it" }
            open.label = label
            close()
          }
        }
      }
      if isFrozen(step), !isInFrozen {
        while next < list.steps.count, isFrozen(list.steps[next]) { next += 1 }
        close()
        flows.append(frozen(index..<next, occurrences, entry: index == 0 ? entry : nil))
        let last = list.steps[next - 1].nodes.upperBound
        if let name = pinned[last] {
          names[last] = name
          flows[flows.count - 1].end = name
        }
        continue
      }
      switch step.kind {
      case .merge(let id, let branches)
      where index == 0 && entry == "in" && Self.isShortcut(step)
        && (list.steps.count(where: Self.isShortcut) == 1 || !Self.isShort(step)):
        let busy = branches[0].steps.isEmpty ? 1 : 0
        if isTensor(branches[busy]) {
          open.elements.append(.call(joined(steps, isFirst: busy == 0, occurrences), .light))
          break
        }
        var inner = self.flows(self.branch(busy, of: steps, occurrences), entry: "in")
        if let last = inner.popLast() {
          flows += inner
          open = last
        }
        if open.label != nil || open.start != nil && open.elements.isEmpty { close() }
        let call = call(
          steps.compactMap(\.layer), occurrences, entries: steps.map(\.entry),
          inputs: busy == 0 ? ["in"] : ["in", "it"])
        open.elements.append(.call(call, graph.nodes[id].inputs.count > 2 ? .heavy : .light))
      case .merge(let id, let branches) where isSkip:
        // The far ends of a long path are named rather than put in braces.
        let busy = branches[0].steps.isEmpty ? 1 : 0
        let skip = step.entry.flatMap { names[$0] } ?? "it"
        let lists = zip(steps, occurrences).map {
          Occurrence(call: $1.call, list: $0.lists[busy], inner: $1.inner)
        }
        var inner = self.flows(lists, entry: skip == "in" ? nil : skip)
        close()
        if let last = inner.last, last.end == nil { open = inner.removeLast() }
        flows += inner
        let call = call(
          steps.compactMap(\.layer), occurrences, entries: steps.map(\.entry),
          inputs: busy == 0 ? [skip] : [skip, "it"])
        open.elements.append(.call(call, graph.nodes[id].inputs.count > 2 ? .heavy : .light))
      case .piece:
        var inner = pieces(steps, occurrences)
        if inner.first?.parts != nil, inner[0].start == nil, open.label == nil {
          // Values split at once are in the chain that makes them.
          inner[0].elements = open.elements + inner[0].elements
          inner[0].start = open.start
          open = Flow(elements: [])
        } else {
          close()
        }
        // The next step continues its last chain.
        if let last = inner.last, last.end == nil { open = inner.removeLast() }
        flows += inner
        // After the parts of a split, the list of them is the current value.
        if endsInParts(step) { open.start = names[step.nodes.upperBound] }
      case .optional:
        var inner = optional(steps, occurrences)
        if inner.first?.start == nil, let first = inner.first, open.label == nil {
          inner[0].elements = open.elements + first.elements
          inner[0].start = open.start
          open = Flow(elements: [])
        } else if !inner.isEmpty {
          close()
        }
        if let last = inner.last, last.end == nil { open = inner.removeLast() }
        flows += inner
      default: open.elements += elements(step, steps, occurrences)
      }
      if let name = pinned[step.nodes.upperBound], names[step.nodes.upperBound] == nil {
        names[step.nodes.upperBound] = name
        open.label = name
        close()
      }
    }
    close()
    return flows.map { collapsed($0) }
  }

  /// Whether all layers of a step are frozen.
  func isFrozen(_ step: Step) -> Bool { step.nodes.allSatisfy { graph.nodes[$0].isFrozen } }

  /// Steps with frozen weights, in their braces.
  mutating func frozen(
    _ steps: Range<Int>, _ occurrences: [Occurrence], entry: String?
  ) -> Flow {
    isInFrozen = true
    defer { isInFrozen = false }
    let parts = occurrences.map { occurrence in
      let steps = Array(occurrence.list.steps[steps])
      return Occurrence(
        call: occurrence.call, list: StepList(steps, entry: steps.first?.entry), inner: occurrence.inner)
    }
    return Flow(elements: [.loop("frozen", flows(parts, entry: entry))])
  }

  /// A branch of merges, in which `in` is their input.
  func branch(_ index: Int, of steps: [Step], _ occurrences: [Occurrence]) -> [Occurrence] {
    zip(steps, occurrences).map { Occurrence(call: $1.call, list: $0.lists[index], inner: $0.entry) }
  }

  /// The elements that a step is written as, unless it is a piece.
  mutating func elements(_ step: Step, _ steps: [Step], _ occurrences: [Occurrence]) -> [Flow.Element] {
    let entries = steps.map(\.entry)
    switch step.kind {
    case .layer(let id):
      if let instance = instances[id] { return [.call(instance, .heavy)] }
      return [.call(call(steps.compactMap(\.layer), occurrences, entries: entries), table.weight(id))]
    case .merge(let id, let branches):
      if Self.isShortcut(step), let busy = branches.firstIndex(where: { !$0.steps.isEmpty }),
        isTensor(branches[busy])
      {
        return [.call(joined(steps, isFirst: busy == 0, occurrences), .light)]
      }
      let flows = branches.indices.map { self.flows(branch($0, of: steps, occurrences), entry: "in") }
      let call = call(steps.compactMap(\.layer), occurrences, entries: entries)
      return [.merge(call, table.join(id), flows)]
    case .rounds:
      let count = count(steps, occurrences)
      let body = rounds(steps, occurrences)
      // A loop of one round everywhere is not a loop.
      if count == "1", body.allSatisfy({ $0.label == nil && $0.start == nil }) {
        return body.flatMap(\.elements)
      }
      return [.loop("repeat \(count)", body)]
    case .growth: return growth(steps, occurrences)
    case .call(let block, _):
      guard let block = blocks[block] else { return [] }
      let isLarge = step.nodes.count > 4
      if let instance = instances[step.nodes.lowerBound] {
        return [.block(Flow.BlockCall(name: instance, isLarge: isLarge))]
      }
      var call = call(block, steps, occurrences)
      call.isLarge = isLarge
      return [.block(call)]
    case .piece, .optional: return []
    }
  }

  /// Whether a step names the value before it.
  func needsName(_ step: Step) -> Bool {
    switch step.kind {
    case .growth: true
    case .piece(let statements):
      namesEntry(statements)
    default: false
    }
  }

  /// Whether a step is a merge of its input with one path.
  private static func isShortcut(_ step: Step) -> Bool {
    guard case .merge(_, let branches) = step.kind else { return false }
    return branches.count == 2 && branches.count { $0.steps.isEmpty } == 1
  }

  /// Whether the branches of a merge fit on one line.
  private static func isShort(_ step: Step) -> Bool {
    step.lists.allSatisfy { list in
      list.steps.count < 5
        && list.steps.allSatisfy { step in
          switch step.kind {
          case .layer, .call: true
          default: false
          }
        }
    }
  }

  /// Whether a merge combines a value with a path from it that is too long for braces on one line.
  private func isSkip(_ steps: [Step], _ occurrences: [Occurrence]) -> Bool {
    guard Self.isShortcut(steps[0]), case .merge(_, let branches) = steps[0].kind,
      !branches.contains(where: { isTensor($0) })
    else { return false }
    // Twelve layers do not fit, however short they are.
    guard steps[0].size < 12 else { return true }
    var trial = self
    return !FlowLayout.isShort(trial.elements(steps[0], steps, occurrences))
  }

  /// Whether more than the first statement takes the value before a piece; parts of a split are taken at once.
  private func namesEntry(_ statements: [LabelledStatement]) -> Bool {
    let first = splits(statements)[0] ?? 1
    return statements.dropFirst(first).contains { $0.inputs.contains(.entry) }
  }

  /// Whether a piece ends with the parts of a split, with nothing after them.
  private func endsInParts(_ step: Step) -> Bool {
    guard case .piece(let statements) = step.kind, statements.last?.body.steps.count == 1 else {
      return false
    }
    return splits(statements).contains { $0.key + $0.value == statements.count }
  }
}
