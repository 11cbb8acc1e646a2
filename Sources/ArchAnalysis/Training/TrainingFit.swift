import ArchGraph

/// The largest batch that fits into a given memory, for one way to make a training step.
package struct TrainingFit: Sendable {
  /// The settings.
  package let settings: TrainingStep.Settings
  /// The largest batch; 0 if not even one example fits.
  package let batch: Int
  /// The step with that batch, or with one example if none fits.
  package let step: TrainingStep
  /// The operations for one example, without the optimizer but with those that are repeated.
  package let operationsPerExample: Double

  /// The most examples that are tried.
  package static let mostExamples = 1 << 24

  /// Searches for the largest batch.
  ///
  /// - Throws: ``Overflow`` if the step of one example is beyond the range of 64-bit integers.
  package init(_ graph: Graph, _ settings: TrainingStep.Settings, memory: Int) throws(Overflow) {
    self.settings = settings
    let flow = GradientFlow(graph)
    let first = try TrainingStep(graph, flow, batch: 1, settings)
    var (low, high) = (0, Self.mostExamples + 1)
    var best: TrainingStep?
    // Memory grows nearly in proportion: each try is where the line through the last one and a single example meets the
    // limit.
    var (next, slope) = (1, 1.0)
    while high - low > 1 {
      let step = next == 1 ? first : try? TrainingStep(graph, flow, batch: next, settings)
      let taken = step.map { Double($0.memory.total) }
      if next > 1, let taken { slope = max(1, (taken - Double(first.memory.total)) / Double(next - 1)) }
      if let step, step.memory.total <= memory {
        (low, best) = (next, step)
      } else {
        high = next
      }
      let distance = taken.map { (Double(memory) - $0) / slope } ?? -Double(high - low) / 2
      let wanted = next == 1 ? 2 : Double(next) + distance.rounded(.down)
      next = Int(min(max(wanted, Double(low + 1)), Double(high - 1)))
    }
    batch = low
    step = best ?? first
    let operations = [step.work.forward, step.work.backward, step.again]
    var sum = 0.0
    for work in operations { sum += Double(try WorkView.flops.value(of: work)) }
    operationsPerExample = sum / Double(max(1, low))
  }
}
