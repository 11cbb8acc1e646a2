import ArchGraph

/// When each tensor of a step of training is live.
struct TensorLives {
  private let graph: Graph
  private let flow: GradientFlow
  private let kept: KeptValues
  private let schedule: TrainingSchedule
  private let batch: Int
  private let type: ElementType
  private(set) var tensors: [TrainingMemory.Tensor] = []
  private var total = CheckedInteger(0)

  init(
    _ graph: Graph, _ flow: GradientFlow, _ kept: KeptValues, _ schedule: TrainingSchedule, batch: Int,
    type: ElementType
  ) {
    self.graph = graph
    self.flow = flow
    self.kept = kept
    self.schedule = schedule
    self.batch = batch
    self.type = type
  }

  private var roots: [Node.ID?] { kept.roots }

  private var end: Int { schedule.moments.count - 1 }

  private func bytes(of shape: Shape) -> Int? {
    guard let elements = (CheckedInteger(shape.elementCount) * CheckedInteger(batch)).value else {
      return nil
    }
    return shape.element == .token
      ? (CheckedInteger(elements) * CheckedInteger(8)).value : type.bytes(of: elements)
  }

  private mutating func add(
    _ node: Node.ID, _ kind: TrainingMemory.Kind, _ bytes: Int?, _ life: ClosedRange<Int>
  ) throws(Overflow) {
    total = total + CheckedInteger(bytes)
    guard let bytes, total.value != nil else { throw Overflow() }
    if bytes > 0 { tensors.append(.init(node: node, kind: kind, bytes: bytes, life: life)) }
  }

  /// Adds everything that is live at some time.
  ///
  /// - Parameter keepsGradients: whether gradients of weights are kept from batch to batch.
  mutating func addAll(keepsGradients: Bool) throws(Overflow) {
    try addValues()
    try addSaved()
    try addInside()
    try addGradients()
    try addWeightGradients(fromBeginning: keepsGradients)
  }

  // MARK: Values

  /// Adds the values of layers, as they are computed and, in checkpointed parts, recomputed.
  mutating func addValues() throws(Overflow) {
    // The last moments at which each value, and each recomputed one, is needed.
    var last = schedule.forward
    var lastAgain = schedule.again
    func isSamePart(_ a: Node.ID, _ b: Node.ID) -> Bool {
      schedule.part[a] != nil && schedule.part[a] == schedule.part[b]
    }
    for (id, node) in graph.nodes.enumerated() {
      for input in node.inputs {
        guard let root = roots[input] else { continue }
        last[root] = max(last[root], schedule.forward[id])
        guard let again = schedule.again[id] else { continue }
        if isSamePart(root, id) {
          lastAgain[root] = max(lastAgain[root] ?? again, again)
        } else {
          last[root] = max(last[root], again)
        }
      }
    }
    for tensor in kept.tensors where tensor.name == nil {
      for reader in tensor.readers {
        let moment = schedule.backward[reader]
        if isSamePart(tensor.node, reader) {
          lastAgain[tensor.node] = max(lastAgain[tensor.node] ?? moment, moment)
        } else {
          last[tensor.node] = max(last[tensor.node], moment)
        }
      }
    }
    for result in flow.ends {
      if let root = roots[result] { last[root] = max(last[root], graph.nodes.count) }
    }
    // The batch is held by its owner.
    for input in graph.inputs { last[input] = end }
    for (id, node) in graph.nodes.enumerated() where roots[id] == id {
      try add(id, .value, bytes(of: node.shape), schedule.forward[id]...min(end, last[id]))
      if let again = schedule.again[id], let last = lastAgain[id], !node.isInput {
        try add(id, .value, bytes(of: node.shape), again...last)
      }
    }
  }

  /// Adds what layers keep besides inputs and outputs.
  mutating func addSaved() throws(Overflow) {
    for tensor in kept.tensors {
      guard let name = tensor.name else { continue }
      let made = schedule.again[tensor.node] ?? schedule.forward[tensor.node]
      try add(tensor.node, .saved(name), tensor.bytes(type), made...schedule.backward[tensor.node])
    }
  }

  /// Adds what is live inside layers of several steps.
  mutating func addInside() throws(Overflow) {
    var known: [Int: (forward: Int, backward: Int)] = [:]
    for (id, node) in graph.nodes.enumerated() {
      guard let op = node.op as? any Differentiable else { continue }
      let elements: (forward: Int, backward: Int)
      if let before = known[node.form.index] {
        elements = before
      } else {
        let inside = op.inside(from: node.inputShapes, to: node.shape, by: kept.keeper)
        elements = (try inside.forward.value(), try inside.backward.value())
        known[node.form.index] = elements
      }
      for (moment, count) in [
        (schedule.forward[id], elements.forward), (schedule.again[id], elements.forward),
        (flow.wanted[id] == nil ? nil : schedule.backward[id], elements.backward),
      ] {
        guard let moment, count > 0 else { continue }
        let all = (CheckedInteger(count) * CheckedInteger(batch)).value
        try add(id, .inside, all.flatMap { type.bytes(of: $0) }, moment...moment)
      }
    }
  }

  // MARK: Gradients

  /// Adds the gradients of values; a layer that passes one on unchanged uses the same memory.
  mutating func addGradients() throws(Overflow) {
    let count = graph.nodes.count
    // For each gradient the moment it is first given, and the gradient whose memory it shares.
    var first = [Int?](repeating: nil, count: count)
    var holder = Array(0..<count)
    let results = Set(flow.ends)
    for id in graph.nodes.indices.reversed() {
      guard let wanted = flow.wanted[id] else { continue }
      if results.contains(id) { first[id] = min(first[id] ?? count, count) }
      let node = graph.nodes[id]
      for (index, input) in node.inputs.enumerated() where wanted.inputs[index] {
        let moment = schedule.backward[id]
        first[input] = min(first[input] ?? moment, moment)
        if flow.givers[input] == 1, passesOn(node, index) { holder[input] = holder[id] }
      }
    }
    var (lives, sizes) = ([Node.ID: ClosedRange<Int>](), [Node.ID: Int]())
    for id in graph.nodes.indices.reversed() {
      guard let moment = first[id], flow.wanted[id] != nil else { continue }
      guard let size = bytes(of: graph.nodes[id].shape) else { throw Overflow() }
      let (own, life) = (holder[id], moment...max(moment, schedule.backward[id]))
      lives[own] =
        lives[own].map {
          min($0.lowerBound, life.lowerBound)...max($0.upperBound, life.upperBound)
        } ?? life
      sizes[own] = max(sizes[own] ?? 0, size)
    }
    for (id, life) in lives { try add(id, .gradient, sizes[id], life) }
  }

  /// Whether the gradient by an input is that of the output, or a part of it.
  private func passesOn(_ node: Node, _ index: Int) -> Bool {
    guard let rule = flow.rules[node.form.index], let work = rule.inputs[index] else { return false }
    return work.entries.isEmpty && rule.shared.isEmpty
      && (node.inputShapes[index].elementCount ?? 0) <= (node.shape.elementCount ?? 0)
  }

  /// Adds the gradients of weights, from the first layer that gives them to the end, or for all the time.
  mutating func addWeightGradients(fromBeginning: Bool) throws(Overflow) {
    var first: [Int: Int] = [:]
    for (id, node) in graph.nodes.enumerated() {
      guard let index = node.weights, flow.wanted[id]?.weights == true else { continue }
      first[index] = min(first[index] ?? .max, schedule.backward[id])
    }
    for (index, moment) in first {
      let elements = graph.weights[index].parameters.reduce(CheckedInteger(0)) {
        $1.role == .weight ? $0 + CheckedInteger($1.shape.elementCount) : $0
      }
      let bytes = elements.value.flatMap { type.bytes(of: $0) }
      try add(graph.weights[index].owner, .weightGradient, bytes, (fromBeginning ? 0 : moment)...end)
    }
  }
}
