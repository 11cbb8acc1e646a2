import ArchGraph

/// The memory of a training step: what is live at each moment, and at the worst one.
///
/// Weights and the optimizer's state live throughout. A value lives from the forward pass of its layer to that of the
/// last layer that takes it, or to the backward pass of the last layer that keeps it; a gradient from when it is first
/// given to the backward pass of the layer of its value; gradients of weights from there to the end of the step.
package struct TrainingMemory: Sendable {
  /// The passes of a step.
  package enum Pass: String, Hashable, Sendable {
    /// Values are computed.
    case forward
    /// Values of a checkpointed part are recomputed.
    case again
    /// Gradients are computed.
    case backward
  }

  /// The kind of a tensor.
  package enum Kind: Hashable, Sendable {
    /// The output of a layer.
    case value
    /// What a layer keeps besides inputs and output, with its name.
    case saved(String)
    /// What is live inside a layer while it runs.
    case inside
    /// The gradient by the output of a layer.
    case gradient
    /// The gradients by the weights of a layer.
    case weightGradient
  }

  /// A tensor that is live for some time.
  package struct Tensor: Hashable, Sendable {
    /// The layer.
    package var node: Node.ID
    /// Its kind.
    package var kind: Kind
    /// Its bytes.
    package var bytes: Int
    /// The moments from the first to the last at which it is live.
    var life: ClosedRange<Int>
  }

  /// What is in memory all the time.
  package let standing: Standing
  /// The most bytes that are live at one moment, without what lives throughout.
  package let peak: Int
  /// The pass and the layer at which that happens, or `nil` if there is no layer.
  package let worst: (pass: Pass, node: Node.ID)?
  /// What is live then, in the order of the layers.
  package let live: [Tensor]

  /// The peak of the step, with what is in memory all the time.
  package var total: Int { standing.total + peak }

  /// The bytes of what is in memory all the time.
  package struct Standing: Hashable, Sendable {
    /// Weights, learnt or not, in the type that layers compute in.
    package var weights = 0
    /// Statistics, in 32 bits each.
    package var buffers = 0
    /// The optimizer's own weights, if layers compute in fewer than 32 bits.
    package var masters = 0
    /// What the optimizer keeps for each learnt value, in 32 bits.
    package var states = 0

    /// The sum.
    package var total: Int { weights + buffers + masters + states }
  }

  /// Plans a step.
  ///
  /// - Parameters:
  ///   - type: what layers compute in; with fewer than 32 bits the optimizer also keeps weights of 32 bits, and its
  ///     values have 32 bits in any case.
  ///   - parts: the layers whose values are recomputed for the backward pass, part by part.
  ///   - keepsGradients: whether gradients of weights are kept from batch to batch.
  /// - Throws: ``Overflow`` if bytes are beyond the range of 64-bit integers.
  package init(
    _ graph: Graph, _ flow: GradientFlow, _ kept: KeptValues, batch: Int, type: ElementType = .float32,
    optimizer: Optimizer = .sgd, parts: [Range<Node.ID>] = [], keepsGradients: Bool = false
  ) throws(Overflow) {
    let schedule = TrainingSchedule(count: graph.nodes.count, parts: parts)
    var lives = TensorLives(graph, flow, kept, schedule, batch: batch, type: type)
    try lives.addAll(keepsGradients: keepsGradients)
    standing = try Self.standing(graph, type, optimizer)
    let worst = Self.worst(of: lives.tensors, moments: schedule.moments.count)
    peak = worst.bytes
    live = lives.tensors.filter { $0.life.contains(worst.moment) }.sorted { $0.node < $1.node }
    self.worst =
      schedule.moments.isEmpty
      ? nil : (schedule.moments[worst.moment].pass, schedule.moments[worst.moment].node)
    if standing.total > Int.max - peak { throw Overflow() }
  }

  private static func standing(
    _ graph: Graph, _ type: ElementType, _ optimizer: Optimizer
  ) throws(Overflow) -> Standing {
    let none = CheckedInteger(0)
    var (weights, buffers, masters, states) = (none, none, none, none)
    for entry in graph.weights {
      for parameter in entry.parameters {
        let elements = parameter.shape.elementCount
        let four = CheckedInteger(elements) * CheckedInteger(4)
        switch parameter.role {
        case .weight:
          weights = weights + CheckedInteger(elements.flatMap { type.bytes(of: $0) })
          guard !entry.isFrozen else { continue }
          states = states + CheckedInteger(optimizer.states(of: parameter.shape)) * CheckedInteger(4)
          if type.bytes < 4 { masters = masters + four }
        case .buffer: buffers = buffers + four
        case .cache: break
        }
      }
    }
    guard let weights = weights.value, let buffers = buffers.value, let masters = masters.value,
      let states = states.value,
      (CheckedInteger(weights) + CheckedInteger(buffers)
        + CheckedInteger(masters) + CheckedInteger(states)).value != nil
    else { throw Overflow() }
    return Standing(weights: weights, buffers: buffers, masters: masters, states: states)
  }

  private static func worst(of tensors: [Tensor], moments: Int) -> (moment: Int, bytes: Int) {
    var change = [Int](repeating: 0, count: moments + 1)
    for tensor in tensors {
      change[tensor.life.lowerBound] &+= tensor.bytes
      change[min(moments, tensor.life.upperBound + 1)] &-= tensor.bytes
    }
    var (live, worst) = (0, (moment: 0, bytes: 0))
    for moment in 0..<moments {
      live &+= change[moment]
      if live > worst.bytes { worst = (moment, live) }
    }
    return worst
  }
}
