import ArchGraph

/// How long a training is.
package struct TrainingRun: Hashable, Sendable {
  /// The examples of an epoch.
  package var examples: Int
  /// How often it goes through all examples.
  package var epochs: Int

  /// A run with a number of examples and epochs.
  package init(examples: Int, epochs: Int = 1) {
    self.examples = examples
    self.epochs = epochs
  }

  /// The steps of an epoch; the last may have fewer examples than the others.
  package func stepsPerEpoch(_ step: TrainingStep) -> Int {
    let all = (CheckedInteger(step.batch) * CheckedInteger(step.settings.accumulated)).value ?? .max
    let size = max(1, all)
    return examples / size + (examples % size == 0 ? 0 : 1)
  }

  /// The operations of an epoch, with partial steps counted in proportion to their examples.
  ///
  /// Not an integer: a long training takes more than 64 bits.
  package func operationsPerEpoch(_ step: TrainingStep) throws(Overflow) -> Double {
    let size = Double(max(1, step.batch)) * Double(step.settings.accumulated)
    let optimizer = Double(try WorkView.flops.value(of: step.optimizer))
    let others = Double(try WorkView.flops.value(of: step.total())) - optimizer
    return others * Double(examples) / size + optimizer * Double(stepsPerEpoch(step))
  }
}
