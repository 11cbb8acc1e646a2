import ArchGraph

/// Through which layers the backward pass goes, and which gradients it asks each of them for.
///
/// It begins at the outputs of the network, and goes on wherever something before it learns. Frozen weights, and
/// inputs of a network with nothing but frozen layers after them, get no gradient, and cost nothing.
package struct GradientFlow: Sendable {
  /// The layers that the loss is made of, each once.
  package let ends: [Node.ID]
  /// For each layer whether its value changes with anything that learns.
  package let learns: [Bool]
  /// For each layer what it is asked for; nil where the backward pass does not come to it.
  package let wanted: [WantedGradients?]
  /// For each layer how many layers give a gradient by its value; those of more than one are added up.
  package let givers: [Int]
  /// The layers that the backward pass comes to and whose gradients nobody has stated.
  package let unknown: [Node.ID]
  /// For each form of layers the work of its gradients; nil where nobody has stated it, or nobody asks.
  let rules: [BackwardWork?]

  /// Follows the gradients of a loss that is made of all outputs.
  package init(_ graph: Graph) {
    ends = graph.lossNodes
    var rules = [BackwardWork?](repeating: nil, count: graph.forms.count)
    for form in graph.forms {
      guard let op = form.op as? any Differentiable else { continue }
      rules[form.index] = op.backward(from: form.inputShapes, to: form.shape)
    }
    let count = graph.nodes.count
    var learns = [Bool](repeating: false, count: count)
    for (id, node) in graph.nodes.enumerated() {
      learns[id] =
        graph.learnsWeights(node)
        || node.inputs.indices.contains { index in
          learns[node.inputs[index]] && Self.flows(rules[node.form.index], index, of: node)
        }
    }
    var wanted = [WantedGradients?](repeating: nil, count: count)
    var givers = [Int](repeating: 0, count: count)
    var unknown: [Node.ID] = []
    let ends = Set(self.ends)
    for id in graph.nodes.indices.reversed() where learns[id] && (givers[id] > 0 || ends.contains(id)) {
      let node = graph.nodes[id]
      let rule = rules[node.form.index]
      if rule == nil { unknown.append(id) }
      let wish = WantedGradients(
        inputs: node.inputs.indices.map { learns[node.inputs[$0]] && Self.flows(rule, $0, of: node) },
        weights: graph.learnsWeights(node))
      for (index, input) in node.inputs.enumerated() where wish.inputs[index] { givers[input] += 1 }
      // The loss gives one of its own to an output that other layers take as well.
      if ends.contains(id) { givers[id] += 1 }
      wanted[id] = wish
    }
    self.learns = learns
    self.wanted = wanted
    self.givers = givers
    self.unknown = unknown.reversed()
    self.rules = rules
  }

  /// Whether a gradient comes through a layer to one of its inputs; through a layer that nobody knows, to all numbers.
  private static func flows(_ rule: BackwardWork?, _ index: Int, of node: Node) -> Bool {
    rule.map { $0.inputs[index] != nil } ?? (node.inputShapes[index].element == .number)
  }
}

extension Graph {
  /// Whether a layer uses weights that are learnt.
  func learnsWeights(_ node: Node) -> Bool {
    guard let index = node.weights, !weights[index].isFrozen else { return false }
    return weights[index].parameters.contains { $0.role == .weight }
  }

  /// The layers that a loss is made of: the outputs, or else what no layer takes.
  ///
  /// A softmax that a network ends in is part of the loss: cross-entropy takes what goes into it, in every framework,
  /// and its gradient is the difference between what comes out and what is right.
  fileprivate var lossNodes: [Node.ID] {
    let taken = Set(nodes.flatMap(\.inputs))
    let ends =
      outputs.isEmpty
      ? nodes.indices.filter { !taken.contains($0) && !nodes[$0].isInput } : outputs.map(\.node)
    var seen: Set<Node.ID> = []
    return ends.map { end in
      let node = nodes[end]
      guard let layer = node.op as? any LibraryLayer, !taken.contains(end), let input = node.inputs.first,
        let kind = layer.libraryCalls(from: node.inputShapes, to: node.shape).first?.kind,
        kind == .softmax || kind == .logSoftmax
      else { return end }
      return input
    }.filter { seen.insert($0).inserted }
  }
}
