import ArchGraph

/// Writes folded steps as blocks and a network.
struct FoldedNetwork {
  private let graph: Graph
  private let root: StepList
  private let leadingInputs: Int
  private let words: Set<String>
  private let table: PartTable
  private let ports: PortNames
  private let shared: SharedParts
  private var calls: [Int: [Step]] = [:]
  /// The blocks, each after those that it calls.
  private var order: [Int] = []

  init(
    _ graph: Graph, _ root: StepList, shared: SharedParts, leadingInputs: Int, words: Set<String>,
    ports: PortNames
  ) {
    self.shared = shared
    self.graph = graph
    self.root = root
    self.leadingInputs = leadingInputs
    self.words = words
    table = PartTable(graph)
    self.ports = ports
    collect(root)
    number()
    var seen: Set<Int> = []
    sort(root, &seen)
  }

  private mutating func collect(_ list: StepList) {
    for step in list.steps {
      if case .call(let block, _) = step.kind { calls[block, default: []].append(step) }
      for inner in step.lists { collect(inner) }
    }
  }

  /// Numbers the calls of each block; the one that leaves out least comes first, as names follow its values.
  private mutating func number() {
    func leftOut(_ list: StepList) -> Int {
      list.steps.reduce(0) { count, step in
        if case .call = step.kind { return count }
        return step.lists.reduce(count + (step.isLeftOut ? 1 : 0)) { $0 + leftOut($1) }
      }
    }
    for (block, steps) in calls {
      let counts = steps.map { leftOut($0.lists[0]) }
      let sorted =
        counts.contains { $0 > 0 }
        ? steps.indices.sorted { (counts[$0], $0) < (counts[$1], $1) }.map { steps[$0] } : steps
      for (instance, step) in sorted.enumerated() { step.instance = instance }
      calls[block] = sorted
    }
  }

  private mutating func sort(_ list: StepList, _ seen: inout Set<Int>) {
    for step in list.steps {
      if case .call(let block, _) = step.kind {
        guard seen.insert(block).inserted else { continue }
        // Steps that one call leaves out are present in another.
        for call in calls[block] ?? [] { for body in call.lists { sort(body, &seen) } }
        order.append(block)
      } else {
        for inner in step.writtenLists { sort(inner, &seen) }
      }
    }
  }

  // MARK: The text

  /// The most parameters of a block that leaves steps out in some calls.
  private static let mostParameters = 8

  /// The text of the blocks and the network, and whether a block that leaves steps out has too many parameters to read.
  func written() -> (text: String, isCrowded: Bool) {
    var blocks: [Int: FoldedBlock] = [:]
    var names = BlockNames(graph, table: table, words: words.union(ports.all))
    var taken = words.union(ports.all)
    let chosen = names.names(order.map { calls[$0] ?? [] })
    taken.formUnion(chosen)
    for (block, name) in zip(order, chosen) {
      guard let calls = calls[block] else { continue }
      blocks[block] = write(block, name: name, calls, blocks, taken: taken)
    }
    let network = network(blocks, taken: taken)
    let isCrowded = blocks.values.contains { block in
      block.parameters.count > Self.mostParameters
        && block.parameters.contains { $0.role.kind == .optional }
    }
    return (order.compactMap { blocks[$0]?.text }.map { $0 + "\n" }.joined() + network, isCrowded)
  }

  private func write(
    _ block: Int, name: String, _ calls: [Step], _ blocks: [Int: FoldedBlock], taken: Set<String>
  ) -> FoldedBlock {
    var body = BodyWriter(
      graph, table: table, pinned: [:], ports: nil, blocks: blocks, words: taken, calls: calls.count,
      isInFrozen: calls[0].nodes.allSatisfy { graph.nodes[$0].isFrozen })
    let flows = body.flows(
      calls.enumerated().map { Occurrence(call: $0, list: $1.lists[0], inner: $1.entry) }, entry: "in")
    return FoldedBlock(
      name: name, parameters: body.columns.parameters, flows: flows,
      taken: body.taken.subtracting(words))
  }

  private func network(_ blocks: [Int: FoldedBlock], taken: Set<String>) -> String {
    var pinned: [Node.ID: String] = [:]
    var spelling = LabelSpelling(reserved: taken)
    for (output, name) in zip(graph.outputs, ports.outputs)
    where pinned[output.node] == nil && !graph.nodes[output.node].isInput {
      // The value of the last statement needs no name.
      if name == nil, output.node == graph.nodes.count - 1 { continue }
      // A label that is also a word for an argument would hide it.
      pinned[output.node] = name.map { words.contains($0) ? spelling.label(for: $0) : $0 } ?? "result"
    }
    var body = BodyWriter(
      graph, table: table, pinned: pinned, ports: ports, blocks: blocks, words: taken, calls: 1)
    var lines: [String] = []
    for input in 0..<leadingInputs {
      let name = ports.inputs[input] ?? graph.nodes[input].name
      body.declare(input, as: name)
      lines.append(GraphWriter.line(ofInput: graph.nodes[input], named: name))
    }
    lines += body.share(shared)
    var flows = [Flow(elements: lines.map { .line($0) })]
    flows += body.flows(
      [Occurrence(call: 0, list: root, inner: root.entry)], entry: root.entry.flatMap { body.name(of: $0) })
    flows.append(Flow(elements: outputs(body, pinned).map { .line($0) }))
    var head = LabelSpelling(reserved: [])
    var text = "network \(head.label(for: graph.name)) {\n"
    for line in GraphWriter.facts(of: graph) { text += "    \(line)\n" }
    for line in FlowLayout.lines(flows, depth: 1, isNetwork: true) { text += line + "\n" }
    for claim in graph.expectations where claim.subject == .network {
      text += "    \(GraphWriter.line(of: claim, about: claim.element.map { "(\($0.rawValue))" } ?? ""))\n"
    }
    return text + "}\n"
  }

  private func outputs(_ body: BodyWriter, _ pinned: [Node.ID: String]) -> [String] {
    let isNamed = ports.outputs.contains { $0 != nil }
    return zip(graph.outputs, ports.outputs).compactMap { output, given in
      let label = body.name(of: output.node) ?? pinned[output.node]
      guard let name = given ?? (isNamed ? "output" : nil) else { return label }
      return name == label ? "output \(name)" : "output \(name): \(label ?? "it")"
    }
  }
}
