import ArchGraph

/// What is live at each moment of a training step, by kind.
///
/// It uses the same lives as ``TrainingMemory``, whose peak is the largest sum of a moment.
package struct TrainingTimeline: Sendable {
  /// What happens at a moment, and what is live then.
  package struct Moment: Sendable {
    /// The pass.
    package var pass: TrainingMemory.Pass
    /// The layer that runs.
    package var node: Node.ID
    /// The bytes of outputs of layers.
    package var values = 0
    /// The bytes of what layers keep besides inputs and outputs, and hold inside while they run.
    package var beside = 0
    /// The bytes of gradients by outputs.
    package var gradients = 0
    /// The bytes of gradients by weights.
    package var weightGradients = 0

    /// The sum of all of them.
    package var total: Int { values + beside + gradients + weightGradients }
  }

  /// The moments in their order.
  package private(set) var moments: [Moment]
  /// The bytes of what is in memory all the time.
  package let standing: TrainingMemory.Standing

  /// Follows a step of a network.
  ///
  /// - Throws: ``Overflow`` if bytes are beyond the range of 64-bit integers.
  package init(
    _ graph: Graph, batch: Int, _ settings: TrainingStep.Settings = .init()
  ) throws(Overflow) {
    let step = try TrainingStep(graph, batch: batch, settings)
    let schedule = TrainingSchedule(count: graph.nodes.count, parts: settings.checkpoint.parts(of: graph))
    var lives = TensorLives(
      graph, GradientFlow(graph), step.kept, schedule, batch: batch, type: settings.type)
    try lives.addAll(keepsGradients: settings.accumulated > 1)
    standing = step.memory.standing
    moments = schedule.moments.map { Moment(pass: $0.pass, node: $0.node) }
    // What begins and ends at each moment; no sum exceeds that of all tensors, which has been counted.
    var change = Array(repeating: Moment(pass: .forward, node: 0), count: moments.count + 1)
    for tensor in lives.tensors {
      let end = min(moments.count, tensor.life.upperBound + 1)
      let path = Self.path(of: tensor.kind)
      change[tensor.life.lowerBound][keyPath: path] += tensor.bytes
      change[end][keyPath: path] -= tensor.bytes
    }
    for path in [\Moment.values, \.beside, \.gradients, \.weightGradients] {
      var live = 0
      for index in moments.indices {
        live += change[index][keyPath: path]
        moments[index][keyPath: path] = live
      }
    }
  }

  private static func path(of kind: TrainingMemory.Kind) -> WritableKeyPath<Moment, Int> {
    switch kind {
    case .value: \.values
    case .saved, .inside: \.beside
    case .gradient: \.gradients
    case .weightGradient: \.weightGradients
    }
  }
}
