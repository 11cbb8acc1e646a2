import ArchGraph

/// A network with the properties that conventions need of it as a whole.
struct CountedGraph {
  let graph: Graph
  /// How many tokens it takes.
  let tokens: Int
  /// How many layers take each layer's value.
  private let consumers: [Int]
  /// Whether each layer's value is an output.
  private let isOutput: [Bool]

  init(_ graph: Graph) {
    self.graph = graph
    tokens = graph.tokens
    var consumers = [Int](repeating: 0, count: graph.nodes.count)
    for node in graph.nodes { for input in node.inputs { consumers[input] += 1 } }
    var isOutput = [Bool](repeating: false, count: graph.nodes.count)
    for output in graph.outputs {
      consumers[output.node] += 1
      isOutput[output.node] = true
    }
    self.consumers = consumers
    self.isOutput = isOutput
  }

  /// Whether a layer's value is an output of the network and used for nothing else.
  func isLast(_ id: Node.ID) -> Bool {
    consumers[id] <= 1 && (isOutput[id] || id == graph.nodes.count - 1)
  }

  /// The convolution directly before a norm, if the norm is its only user.
  func convolution(before id: Node.ID) -> LibraryCall? {
    guard let before = graph.nodes[id].inputs.first, consumers[before] == 1,
      let layer = graph.nodes[before].op as? any LibraryLayer
    else { return nil }
    let node = graph.nodes[before]
    return layer.libraryCalls(from: node.inputShapes, to: node.shape).first { $0.kind == .convolution }
  }
}

extension Convention {
  /// The parts that a layer is counted as.
  ///
  /// - Parameters:
  ///   - figures: the layer's figures by our own convention.
  ///   - spelling: how the library's user wrote the network.
  /// - Throws: if a quantity is beyond 64 bits.
  func parts(
    of id: Node.ID, _ figures: Analysis.LayerFigures, in counted: CountedGraph, _ spelling: LibrarySpelling
  ) throws(Overflow) -> [Part] {
    let node = counted.graph.nodes[id]
    switch rules {
    case .work(let view):
      let work = try node.op.work(from: node.inputShapes, to: node.shape).vector()
      return Work.Kind.all.compactMap { kind in
        guard let weight = view.weight(of: kind), work[kind] != 0 else { return nil }
        return Part(subject: .work(kind), factor: weight, quantity: work[kind])
      }
    case .perParameter(let factor, let rules):
      return try parts(perParameter: factor, rules, of: node, figures, tokens: counted.tokens)
    case .library:
      var parts: [Part] = []
      for entry in try entries(of: id, in: counted, spelling) {
        switch entry {
        case .ruled(let call, let terms):
          let start = parts.endIndex
          for term in terms {
            guard let quantity = term.quantity.value(of: call).value else { throw Overflow() }
            guard quantity != 0 else { continue }
            let subject = Subject.layers(call.kind, term.quantity.plainest(in: call))
            // Two terms may be the same quantity of a call: all elements, and those with a factor.
            if let same = parts[start...].firstIndex(where: {
              $0.subject == subject && $0.quantity == quantity
            }) {
              parts[same].factor += term.factor
            } else {
              parts.append(Part(subject: subject, factor: term.factor, quantity: quantity))
            }
          }
        case .unruled(let name, let count):
          parts.append(
            Part(subject: .unruled(name), factor: perMultiplyAdd, quantity: count))
        }
      }
      return parts
    }
  }

  /// What papers count for the same layer, with the subjects that ``parts(of:_:in:_:)`` uses.
  func multiplyAdds(
    of id: Node.ID, in counted: CountedGraph, _ spelling: LibrarySpelling
  ) throws(Overflow) -> [Part] {
    let node = counted.graph.nodes[id]
    if case .perParameter = rules { return try innermostMultiplyAdds(of: node) }
    guard case .library = rules else {
      let count = try node.op.work(from: node.inputShapes, to: node.shape)[.multiplyAdds].value()
      return count == 0 ? [] : [Part(subject: .work(.multiplyAdds), factor: 1, quantity: count)]
    }
    var parts: [Part] = []
    for entry in try entries(of: id, in: counted, spelling) {
      switch entry {
      case .ruled(let call, _):
        guard let quantity = call.multiplyAdds.value else { throw Overflow() }
        guard quantity != 0 else { continue }
        parts.append(Part(subject: .layers(call.kind, .multiplyAdds), factor: 1, quantity: quantity))
      case .unruled(let name, let count):
        parts.append(Part(subject: .unruled(name), factor: 1, quantity: count))
      }
    }
    return parts
  }

  /// A call of a library with the terms by which it is counted, or an operator without rules.
  private enum Entry {
    case ruled(LibraryCall, [CountingTerm])
    case unruled(String, Int)
  }

  private func entries(
    of id: Node.ID, in counted: CountedGraph, _ spelling: LibrarySpelling
  ) throws(Overflow) -> [Entry] {
    let node = counted.graph.nodes[id]
    guard case .library(let modules, let functions) = rules, !node.isInput else { return [] }
    guard let layer = node.op as? any LibraryLayer else {
      let count = try node.op.work(from: node.inputShapes, to: node.shape)[.multiplyAdds].value()
      return count == 0 ? [] : [.unruled(node.op.name, count)]
    }
    let calls = layer.libraryCalls(from: node.inputShapes, to: node.shape)
    if calls.first?.kind == .softmax, habits.contains(.endsInLogits), !spelling[.outputSoftmax],
      counted.isLast(id)
    {
      return []
    }
    if var norm = calls.first, norm.kind == .batchNorm, habits.contains(.foldsBatchNorms),
      let convolution = counted.convolution(before: id)
    {
      if convolution.biasAdditions == CheckedInteger(0) { norm.biasAdditions = norm.outputs }
      return [.ruled(norm, [1 * .biasAdditions])]
    }
    var entries: [Entry] = []
    func add(_ calls: [LibraryCall]) {
      for call in calls {
        let isFunction = spelling.isFunction(call.kind)
        var call = call
        if call.kind == .linear, habits.contains(.knowsTheHead), counted.isLast(id) { call.kind = .head }
        if call.kind == .attention, spelling[.splitAttention] {
          add(call.parts)
        } else if let terms = (isFunction ? functions[call.kind] : nil) ?? modules[call.kind] {
          entries.append(.ruled(call, terms))
        } else if !call.parts.isEmpty {
          add(call.parts)
        } else {
          entries.append(.ruled(call, []))
        }
      }
    }
    add(calls)
    return entries
  }

  /// What a layer adds to the count, for one example.
  func count(
    of id: Node.ID, _ figures: Analysis.LayerFigures, in counted: CountedGraph, _ spelling: LibrarySpelling
  ) throws(Overflow) -> Int {
    var sum = CheckedInteger(0)
    for part in try parts(of: id, figures, in: counted, spelling) {
      sum = sum + CheckedInteger(part.factor) * CheckedInteger(part.quantity)
    }
    guard let value = sum.value else { throw Overflow() }
    return value
  }

  /// The parameters of a layer by this convention.
  func parameters(of node: Node, _ figures: Analysis.LayerFigures) throws(Overflow) -> Int {
    switch parameters {
    case .learnt: return figures.parameters
    case .withBuffers:
      guard let sum = (CheckedInteger(figures.parameters) + CheckedInteger(figures.buffers)).value else {
        throw Overflow()
      }
      return sum
    case .ofKinds(let kinds):
      guard figures.parameters > 0, let layer = node.op as? any LibraryLayer else { return 0 }
      var sum = CheckedInteger(0)
      for call in layer.libraryCalls(from: node.inputShapes, to: node.shape) where kinds.contains(call.kind) {
        sum = sum + call.weights + call.biases
      }
      guard let value = sum.value else { throw Overflow() }
      return value
    }
  }
}
