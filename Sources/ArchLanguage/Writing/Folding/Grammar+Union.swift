import ArchGraph

/// Parts that are alike except for steps that one of them leaves out.
extension Grammar {
  /// The most parts that are compared with each other.
  private static let mostParts = 48
  /// The smallest part that is matched with another, in layers.
  private static let smallest = 3
  /// The most rows of steps that one may leave out.
  private static let mostGaps = 4

  /// Two parts with what they have in common.
  private struct Union {
    var saved: Double
    var alignment: Alignment
    var forms: (Int, Int)
    /// The blocks whose calls are opened, in each part.
    var opened: (Set<Int>, Set<Int>)
  }

  /// Unites the two parts that have most in common, everywhere; returns whether there were any.
  mutating func unite(_ root: StepList) -> Bool {
    guard let best = bestUnion() else { return false }
    let start = optionals.count
    func visit(_ list: StepList) {
      for step in list.steps {
        for inner in step.lists { visit(inner) }
        let side: Alignment.Side
        let opened: Set<Int>
        switch step.form {
        case best.forms.0: (side, opened) = (.first, best.opened.0)
        case best.forms.1: (side, opened) = (.second, best.opened.1)
        default: continue
        }
        let whole = Self.opened(StepList([step], entry: step.entry), opened)
        var number = start
        best.alignment.apply(to: whole, as: side, number: &number)
        step.kind = whole.steps[0].kind
      }
    }
    visit(root)
    findOptionals(root)
    return true
  }

  /// Finds a body for each of the steps that only some calls have.
  private mutating func findOptionals(_ root: StepList) {
    var bodies: [Int: StepList] = [:]
    func visit(_ list: StepList) {
      for step in list.steps {
        if case .optional(let number, let body?) = step.kind { bodies[number] = body }
        for inner in step.lists { visit(inner) }
      }
    }
    visit(root)
    optionals = (0..<((bodies.keys.max() ?? -1) + 1)).map { bodies[$0] ?? StepList([], entry: nil) }
  }

  private mutating func bestUnion() -> Union? {
    var parts: [Int: Step] = [:]
    var order: [Step] = []
    for list in writtenLists() {
      for step in list.steps where step.frame != nil && step.size >= Self.smallest && parts[step.form] == nil
      {
        guard order.count < Self.mostParts, !step.nodes.dropLast().contains(where: pinned.contains) else {
          continue
        }
        parts[step.form] = step
        order.append(step)
      }
    }
    var best: Union?
    for (index, one) in order.enumerated() {
      for other in order[(index + 1)...] {
        guard let union = union(one, other), union.saved > best?.saved ?? 0 else { continue }
        best = union
      }
    }
    return best
  }

  private mutating func union(_ one: Step, _ other: Step) -> Union? {
    // A block cannot call itself.
    guard one.frame == other.frame, !holds(one, form: other.form), !holds(other, form: one.form)
    else { return nil }
    let (a, b) = (Self.blocks(in: one), Self.blocks(in: other))
    let opened = (a.subtracting(b), b.subtracting(a))
    // Calls that only one part has are expanded.
    let lists = [(one, opened.0), (other, opened.1)].map { step, blocks in
      let list = Self.opened(StepList([step], entry: step.entry), blocks)
      forms.number(list)
      return list
    }
    guard let alignment = Alignment(lists[0], lists[1]), alignment.places.count == 1,
      case .inside? = alignment.places.first, alignment.saved > 0
    else { return nil }
    // One part has everything the other has, and more: otherwise some parts would never occur together.
    let gaps = alignment.gaps
    guard min(gaps.first, gaps.second) == 0, max(gaps.first, gaps.second) <= Self.mostGaps else { return nil }
    return Union(
      saved: alignment.saved, alignment: alignment, forms: (one.form, other.form), opened: opened)
  }

  /// Whether a step, or another of its form, contains a step of some form.
  private func holds(_ step: Step, form: Int) -> Bool {
    let lists = if case .optional(let number, _) = step.kind { [optionals[number]] } else { step.lists }
    return lists.contains { $0.steps.contains { $0.form == form || holds($0, form: form) } }
  }

  /// The blocks that a step calls.
  private static func blocks(in step: Step) -> Set<Int> {
    var found: Set<Int> = []
    func visit(_ list: StepList) {
      for step in list.steps {
        if case .call(let block, _) = step.kind { found.insert(block) }
        for inner in step.lists { visit(inner) }
      }
    }
    for list in step.lists { visit(list) }
    return found
  }

  /// A copy of a list with calls of some blocks replaced by their bodies.
  private static func opened(_ list: StepList, _ blocks: Set<Int>) -> StepList {
    let steps = list.steps.flatMap { step -> [Step] in
      if case .call(let block, let body) = step.kind, blocks.contains(block) {
        return opened(body, blocks).steps
      }
      func copies(_ lists: [StepList]) -> [StepList] { lists.map { opened($0, blocks) } }
      let kind: Step.Kind =
        switch step.kind {
        case .layer: step.kind
        case .merge(let id, let branches): .merge(id, copies(branches))
        case .piece(let statements):
          .piece(
            statements.map { statement in
              var statement = statement
              statement.body = opened(statement.body, blocks)
              return statement
            })
        case .growth(let rounds): .growth(copies(rounds))
        case .rounds(let rounds): .rounds(copies(rounds))
        case .call(let block, let body): .call(block: block, opened(body, blocks))
        case .optional(let number, let body): .optional(number, body.map { opened($0, blocks) })
        }
      let copy = Step(kind, entry: step.entry, nodes: step.nodes)
      (copy.form, copy.exact, copy.size, copy.frame, copy.frameSize) = (
        step.form, step.exact, step.size, step.frame, step.frameSize
      )
      return [copy]
    }
    let copy = StepList(steps, entry: list.entry)
    (copy.form, copy.exact) = (list.form, list.exact)
    return copy
  }
}
