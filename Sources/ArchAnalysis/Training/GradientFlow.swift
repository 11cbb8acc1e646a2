import ArchGraph

/// The layers that the backward pass goes through, and the gradients that it asks each of them for.
///
/// It begins at the outputs of the network, and goes on wherever something before it learns. Frozen weights, and inputs
/// of a network that are followed by frozen layers only, get no gradient and cost nothing.
package struct GradientFlow: Sendable {
  /// The layers that the loss is computed from, each once.
  package let ends: [Node.ID]
  /// For each layer whether its value changes with anything that learns.
  package let learns: [Bool]
  /// For each layer the gradients it is asked for, or `nil` if the backward pass does not reach it.
  package let wanted: [WantedGradients?]
  /// For each layer how many layers give a gradient of its value; several are added up.
  package let givers: [Int]
  /// The layers that the backward pass reaches and whose gradients are not stated.
  package let unknown: [Node.ID]
  /// For each form of layer the work of its gradients, or `nil` if it is not stated, or not needed.
  let rules: [BackwardWork?]

  /// Follows the gradients of a loss that is computed from all outputs.
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
      // The loss gives its own gradient to an output that other layers take as well.
      if ends.contains(id) { givers[id] += 1 }
      wanted[id] = wish
    }
    self.learns = learns
    self.wanted = wanted
    self.givers = givers
    self.unknown = unknown.reversed()
    self.rules = rules
  }

  /// Whether a gradient flows through a layer to one of its inputs; through an unknown layer, to all inputs of numbers.
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

  /// The layers that a loss is computed from: the outputs, or else the layers whose values nothing takes.
  ///
  /// A softmax at the end of a network is part of the loss: cross-entropy takes its input, in every framework, and its
  /// gradient is the difference between the output and the target.
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
