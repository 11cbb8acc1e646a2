import ArchGraph

/// One training step: forward, backward, and the optimizer's part, with the memory that they take.
package struct TrainingStep: Sendable {
  /// How a step is made.
  package struct Settings: Hashable, Sendable {
    /// Who decides what is kept.
    package var keeper = Keeper.adjoint
    /// The rule for updating weights by their gradients.
    package var optimizer = Optimizer.sgd
    /// What layers compute in; with fewer than 32 bits the optimizer keeps weights of 32 bits as well.
    package var type = ElementType.float32
    /// What is recomputed rather than kept.
    package var checkpoint = Checkpoint.none
    /// How many batches go forward and backward before the weights are updated.
    package var accumulated = 1

    /// Stochastic gradient descent in single precision, everything kept.
    package init() {}
  }

  /// How the step is made.
  package let settings: Settings
  /// The number of examples of one batch.
  package let batch: Int
  /// The work of one batch, forward and backward.
  package let work: TrainingWork.Layer
  /// The work of layers that are run again for their backward pass, of one batch.
  package let again: WorkVector
  /// The work of the optimizer, once a step.
  package let optimizer: WorkVector
  /// What is kept of one batch.
  package let kept: KeptValues
  /// The memory.
  package let memory: TrainingMemory
  /// The layers whose work is not known.
  package let unknownLayers: [Node.ID]

  /// Computes a step of a network.
  ///
  /// - Throws: ``Overflow`` if a figure is beyond the range of 64-bit integers.
  package init(_ graph: Graph, batch: Int, _ settings: Settings = Settings()) throws(Overflow) {
    try self.init(graph, GradientFlow(graph), batch: batch, settings)
  }

  /// The same with gradients that have already been followed, which do not depend on the batch.
  init(_ graph: Graph, _ flow: GradientFlow, batch: Int, _ settings: Settings) throws(Overflow) {
    self.settings = settings
    self.batch = batch
    let work = try TrainingWork(graph, flow, batch: batch)
    let parts = settings.checkpoint.parts(of: graph)
    kept = try KeptValues(graph, flow, batch: batch, keeper: settings.keeper)
    memory = try TrainingMemory(
      graph, flow, kept, batch: batch, type: settings.type, optimizer: settings.optimizer, parts: parts,
      keepsGradients: settings.accumulated > 1)
    self.work = work.total
    var again = WorkVector()
    for id in parts.joined() { try again.add(work.layers[id].forward) }
    self.again = again
    optimizer = try settings.optimizer.work(for: graph)
    unknownLayers = work.unknownLayers
  }

  /// All the work of a step: that of each accumulated batch, and the optimizer's.
  package func total() throws(Overflow) -> WorkVector {
    var batch = work.forward
    try batch.add(work.backward)
    try batch.add(again)
    var total = optimizer
    for kind in Work.Kind.all {
      let all = CheckedInteger(batch[kind]) * CheckedInteger(settings.accumulated)
      guard let value = (all + CheckedInteger(total[kind])).value else { throw Overflow() }
      total[kind] = value
    }
    return total
  }
}

extension Optimizer {
  /// The work of a step for all learnt weights of a network.
  func work(for graph: Graph) throws(Overflow) -> WorkVector {
    var learnt = CheckedInteger(0)
    for weights in graph.weights where !weights.isFrozen {
      for parameter in weights.parameters where parameter.role == .weight {
        learnt = learnt + CheckedInteger(parameter.shape.elementCount)
      }
    }
    var work = workPerWeight
    for kind in Work.Kind.all where work[kind] != 0 {
      guard let value = (CheckedInteger(work[kind]) * learnt).value else { throw Overflow() }
      work[kind] = value
    }
    return work
  }
}

extension Graph {
  /// Whether parts of it are calls of blocks.
  public var hasBlocks: Bool { !outermostBlocks.isEmpty }

  /// The layers of each call of a block that is not inside another, except for a block that is the whole network.
  var outermostBlocks: [Range<Node.ID>] {
    let whole = nodes.count { !$0.isInput }
    var starts = [Node.ID?](repeating: nil, count: scopes.count)
    for (id, node) in nodes.enumerated() {
      for scope in scopes(around: node) where starts[scope] == nil { starts[scope] = id }
    }
    var found: [Range<Node.ID>] = []
    for (index, scope) in scopes.enumerated() where scope.block != nil {
      guard let start = starts[index] else { continue }
      let range = start..<(scope.end ?? nodes.count)
      // Scopes are listed before those inside them, and in the order of their layers.
      if range.count >= whole || range.lowerBound < found.last?.upperBound ?? 0 { continue }
      found.append(range)
    }
    return found
  }
}
