/// Writes blocks out where they are called.
extension Grammar {
  /// Writes a block out where it is called if the text calls it once, or if it only calls another.
  ///
  /// In rounds, a block called once is written out if it is a chain.
  func inlineCalls(_ root: StepList) {
    var calls: [Int: Int] = [:]
    for list in writtenLists() {
      for step in list.steps { if case .call(let block, _) = step.kind { calls[block, default: 0] += 1 } }
    }
    let wrappers = Self.wrappers(root)
    func visit(_ list: StepList, isRound: Bool) {
      list.steps = list.steps.flatMap { step -> [Step] in
        let isRounds = if case .rounds = step.kind { true } else { false }
        for inner in step.lists { visit(inner, isRound: isRounds) }
        guard case .call(let block, let body) = step.kind else { return [step] }
        if wrappers.contains(block) { return Self.onlyCall(of: body).map { [$0] } ?? body.steps }
        let count = calls[block] ?? 0
        return count == 1 && (!isRound || Self.isChain(body)) || count > 1 && !isRound && !pays(body, count)
          ? body.steps : [step]
      }
    }
    visit(root, isRound: false)
  }

  /// Whether a block is still shorter than its steps repeated in each of the remaining calls.
  private func pays(_ body: StepList, _ calls: Int) -> Bool {
    !Self.isChain(body) || (bound(body.steps[...], times: calls).map { $0 > 0 } ?? true)
  }

  /// Whether steps read well in the braces of a loop: a short chain, in which nothing bypasses a step.
  private static func isChain(_ list: StepList) -> Bool {
    list.steps.count < 4
      && list.steps.allSatisfy { step in
        switch step.kind {
        case .layer, .call: true
        default: false
        }
      }
  }

  /// The blocks that only call another block, in each of their calls.
  private static func wrappers(_ root: StepList) -> Set<Int> {
    var (found, others): (Set<Int>, Set<Int>) = ([], [])
    func visit(_ list: StepList) {
      for step in list.steps {
        if case .call(let block, let body) = step.kind {
          if onlyCall(of: body) == nil { others.insert(block) } else { found.insert(block) }
        }
        for inner in step.lists { visit(inner) }
      }
    }
    visit(root)
    return found.subtracting(others)
  }

  /// The call that is the only step, alone or as one round, or `nil` if there is more.
  private static func onlyCall(of body: StepList) -> Step? {
    guard body.steps.count == 1 else { return nil }
    switch body.steps[0].kind {
    case .call: return body.steps[0]
    case .rounds(let rounds) where rounds.count == 1: return onlyCall(of: rounds[0])
    default: return nil
    }
  }
}
