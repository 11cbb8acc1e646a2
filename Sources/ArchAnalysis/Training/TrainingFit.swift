import ArchGraph

/// The largest batch that fits into some memory, for one way to make a step of training.
public struct TrainingFit: Sendable {
  /// The way.
  public let settings: TrainingStep.Settings
  /// The largest batch; 0 where not even one example fits.
  public let batch: Int
  /// The step of that batch, or of one example where none fits.
  public let step: TrainingStep
  /// The operations of one example, optimizer aside: those that are made again are in it.
  public let operationsPerExample: Double

  /// The most examples that are tried.
  public static let mostExamples = 1 << 24

  /// Searches for the largest batch.
  ///
  /// - Throws: ``Overflow`` where the step of one example is beyond the range of 64-bit integers.
  public init(_ graph: Graph, _ settings: TrainingStep.Settings, memory: Int) throws(Overflow) {
    self.settings = settings
    func fits(_ batch: Int) -> TrainingStep? {
      guard let step = try? TrainingStep(graph, batch: batch, settings), step.memory.total <= memory else {
        return nil
      }
      return step
    }
    var (low, high) = (0, 1)
    var best: TrainingStep?
    while high <= Self.mostExamples, let step = fits(high) {
      (low, best) = (high, step)
      high *= 2
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if middle <= Self.mostExamples, let step = fits(middle) {
        (low, best) = (middle, step)
      } else {
        high = middle
      }
    }
    batch = low
    if let best { step = best } else { step = try TrainingStep(graph, batch: 1, settings) }
    let operations = [step.work.forward, step.work.backward, step.again]
    var sum = 0.0
    for work in operations { sum += Double(try WorkView.flops.value(of: work)) }
    operationsPerExample = sum / Double(max(1, low))
  }
}
