import ArchGraph

/// Parts that share weights: single layers, and calls of a block that share all their weights.
struct SharedParts {
  /// The users of one set of weights.
  enum Group {
    /// Layers, the first of which made the weights.
    case layers([Node.ID])
    /// Calls of one block.
    case calls([Step])
  }

  /// In the order of the weights.
  private(set) var groups: [Group] = []
  /// Layers that share weights, outside any call that shares all its weights.
  private(set) var single: Set<Node.ID> = []
  /// Whether each group can be written as an instance: its layers do not differ.
  private(set) var isWritable = true

  /// - Parameter root: the steps of the network; calls inside blocks share nothing, as blocks cannot use instances.
  init(_ graph: Graph, _ root: StepList) {
    let isShared = graph.weights.map { $0.uses > 1 }
    guard isShared.contains(true) else { return }
    var calls: [[Int]: [Step]] = [:]
    func visit(_ list: StepList) {
      for step in list.steps {
        if case .call(let block, _) = step.kind {
          let weights = step.nodes.map { graph.nodes[$0].weights ?? -1 }
          if weights.contains(where: { $0 >= 0 && isShared[$0] }) {
            calls[[block] + weights, default: []].append(step)
          }
        } else {
          for inner in step.lists { visit(inner) }
        }
      }
    }
    visit(root)
    var covered: Set<Node.ID> = []
    var found: [(first: Node.ID, group: Group)] = []
    for (key, steps) in calls where steps.count > 1 {
      var counts: [Int: Int] = [:]
      for weights in key.dropFirst() where weights >= 0 { counts[weights, default: 0] += 1 }
      guard counts.allSatisfy({ graph.weights[$0.key].uses == $0.value * steps.count }) else { continue }
      for step in steps { covered.formUnion(step.nodes) }
      found.append((steps[0].nodes.lowerBound, .calls(steps)))
    }
    var layers: [Int: [Node.ID]] = [:]
    for (id, node) in graph.nodes.enumerated() where !covered.contains(id) {
      if let weights = node.weights, isShared[weights] { layers[weights, default: []].append(id) }
    }
    for ids in layers.values {
      let owner = graph.nodes[ids[0]]
      found.append((ids[0], .layers(ids)))
      single.formUnion(ids)
      isWritable =
        isWritable
        && ids.allSatisfy { id in
          let node = graph.nodes[id]
          return AnyHashable(node.op) == AnyHashable(owner.op)
            || node.op is ParameterLayer && !(owner.op is ParameterLayer)
        }
    }
    groups = found.sorted { $0.first < $1.first }.map(\.group)
  }
}
