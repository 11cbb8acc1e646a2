/// The work of a layer's gradients, by the gradient that needs it.
package struct BackwardWork: Hashable, Sendable {
  /// The steps that several gradients need first: each is done once if any gradient that needs it is wanted.
  package var shared: [Shared] = []
  /// The further work of the gradient for each input, or `nil` if none flows, since the input has tokens or the output
  /// changes with it only in steps.
  package var inputs: [Work?]
  /// The further work of the gradients for the weights.
  package var weights = Work()

  /// A part that several gradients need.
  package struct Shared: Hashable, Sendable {
    /// The work of the part.
    package var work: Work
    /// The gradients that need it.
    package var readers: Kept.Readers

    /// A part that these gradients need.
    package init(_ work: Work, for readers: Kept.Readers = .any) {
      self.work = work
      self.readers = readers
    }
  }

  /// The work of gradients for inputs and for weights, and of the step that any of them needs first.
  package init(shared: Work = Work(), inputs: [Work?], weights: Work = Work()) {
    self.init(
      shared: shared.entries.isEmpty && shared.unknown == nil ? [] : [Shared(shared)], inputs: inputs,
      weights: weights)
  }

  /// The work of gradients for inputs and for weights, and of the steps that several of them need first.
  package init(shared: [Shared], inputs: [Work?], weights: Work = Work()) {
    self.shared = shared
    self.inputs = inputs
    self.weights = weights
  }

  /// The parts that are done for the wanted gradients: those for inputs, and the shared ones.
  package func byInputs(_ wanted: WantedGradients) -> [Work] {
    shared.filter { $0.readers.read(wanted) }.map(\.work)
      + inputs.indices.compactMap { wanted.inputs[$0] ? inputs[$0] : nil }
  }
}
