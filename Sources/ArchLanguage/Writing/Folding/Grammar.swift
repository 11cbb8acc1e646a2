import ArchGraph

/// Finds repeated steps, and turns them into blocks and rounds.
///
/// Each time, the row of steps that saves most text becomes a block; equal adjacent calls become rounds before the
/// next search, so stages with different numbers of rounds are alike. The idea is that of Re-Pair (Larsson and
/// Moffat 2000), on trees.
struct Grammar {
  /// How many rows are searched, for all blocks together.
  private static let mostRows = 4_000_000
  /// The most blocks of a network.
  private static let mostBlocks = 48

  var forms: StepForms
  let table: PartTable
  private let root: StepList
  let graph: Graph
  /// Values that are outputs, which may only end a block.
  let pinned: Set<Node.ID>
  /// For each layer, how many before it share weights with others; empty if none does.
  let sharedBefore: [Int]
  private var blockCount = 0
  /// How many pairs of parts have been united, and the most that may be.
  private(set) var unions = 0
  private let mostUnions: Int
  /// One of the bodies for each row of steps that only some calls have, by number.
  var optionals: [StepList] = []
  /// How many rows have been searched.
  var looked = 0

  /// - Parameter mostUnions: how many pairs of parts may be merged into one block with steps that only some calls have.
  init(_ root: StepList, graph: Graph, pinned: Set<Node.ID>, unique: Set<Node.ID>, mostUnions: Int) {
    self.mostUnions = mostUnions
    self.root = root
    self.graph = graph
    table = PartTable(graph)
    self.pinned = pinned
    let isShared = graph.weights.map { $0.uses > 1 }
    sharedBefore =
      isShared.contains(true)
      ? graph.nodes.reduce(into: [0]) { sums, node in
        sums.append((sums.last ?? 0) + (node.weights.map { isShared[$0] ? 1 : 0 } ?? 0))
      } : []
    forms = StepForms(graph, pinned: pinned, unique: unique)
  }

  /// Folds everything that saves text.
  mutating func fold() {
    forms.number(root)
    foldRows()
    while unions < mostUnions, unite(root) {
      unions += 1
      forms.number(root)
      foldRows()
    }
    inlineCalls(root)
    forms.number(root)
  }

  /// Turns repeated rows into blocks.
  private mutating func foldRows() {
    while blockCount < Self.mostBlocks, looked < Self.mostRows, let row = bestRow() {
      replace(row, in: root, by: blockCount)
      makeSingleRounds()
      blockCount += 1
      forms.number(root)
    }
  }

  /// The lists in the text, with the body of each block once.
  func writtenLists() -> [StepList] {
    var found: [StepList] = []
    var (seen, seenOptionals): (Set<Int>, Set<Int>) = ([], [])
    func visit(_ list: StepList) {
      found.append(list)
      for step in list.steps {
        if case .optional(let number, _) = step.kind {
          if seenOptionals.insert(number).inserted { visit(optionals[number]) }
          continue
        }
        for inner in step.writtenLists { visit(inner) }
        if case .call(let block, let body) = step.kind, seen.insert(block).inserted { visit(body) }
      }
    }
    visit(root)
    return found
  }

  // MARK: Blocks and rounds

  private func replace(_ row: ArraySlice<Step>, in list: StepList, by block: Int) {
    let wanted = row.map(\.form)
    func visit(_ list: StepList) {
      var result: [Step] = []
      result.reserveCapacity(list.steps.count)
      var index = 0
      while index < list.steps.count {
        let end = index + wanted.count
        if end <= list.steps.count, list.steps[index].form == wanted[0],
          zip(list.steps[index..<end], wanted).allSatisfy({ $0.form == $1 }),
          !list.steps[index..<end - 1].contains(where: { pinned.contains($0.nodes.upperBound) })
        {
          let body = StepList(Array(list.steps[index..<end]), entry: list.steps[index].entry)
          let first = list.steps[index..<end].first { !$0.isLeftOut } ?? list.steps[index]
          let nodes = first.nodes.lowerBound...list.steps[end - 1].nodes.upperBound
          let call = Step(.call(block: block, body), entry: body.entry, nodes: nodes)
          call.exact = body.steps.reduce(0) { $0 &* 31 &+ $1.exact }
          result.append(call)
          index = end
        } else {
          for inner in list.steps[index].lists { visit(inner) }
          result.append(list.steps[index])
          index += 1
        }
      }
      list.steps = collapsed(result, block: block)
    }
    visit(list)
  }

  /// Turns equal adjacent calls of a block into rounds.
  private func collapsed(_ steps: [Step], block: Int) -> [Step] {
    var result: [Step] = []
    var index = 0
    while index < steps.count {
      guard case .call(block, let body) = steps[index].kind else {
        result.append(steps[index])
        index += 1
        continue
      }
      let exact = body.steps.map(\.exact)
      var end = index + 1
      while end < steps.count, !pinned.contains(steps[end - 1].nodes.upperBound),
        case .call(block, let next) = steps[end].kind, next.steps.map(\.exact) == exact
      {
        end += 1
      }
      if end - index > 1 {
        let rounds = steps[index..<end].map { StepList([$0], entry: $0.entry) }
        let nodes = steps[index].nodes.lowerBound...steps[end - 1].nodes.upperBound
        result.append(Step(.rounds(rounds), entry: steps[index].entry, nodes: nodes))
      } else {
        result.append(steps[index])
      }
      index = end
    }
    return result
  }

  /// Turns a single call of a block that has rounds elsewhere into one round, so that both are alike.
  private func makeSingleRounds() {
    var blocks: Set<Int> = []
    func find(_ list: StepList) {
      for step in list.steps {
        if case .rounds(let rounds) = step.kind, case .call(let block, _)? = rounds.first?.steps.first?.kind {
          blocks.insert(block)
        }
        for inner in step.lists { find(inner) }
      }
    }
    func change(_ list: StepList, isRound: Bool) {
      for (index, step) in list.steps.enumerated() {
        let isRounds = if case .rounds = step.kind { true } else { false }
        for inner in step.lists { change(inner, isRound: isRounds) }
        guard case .call(let block, _) = step.kind, !isRound, blocks.contains(block) else { continue }
        list.steps[index] = Step(
          .rounds([StepList([step], entry: step.entry)]), entry: step.entry, nodes: step.nodes)
      }
    }
    find(root)
    if !blocks.isEmpty { change(root, isRound: false) }
  }
}
