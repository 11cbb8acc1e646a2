/// The work of a layer's gradients, by what asks for it.
package struct BackwardWork: Hashable, Sendable {
  /// What several gradients of the layer need first: each part is done once where any that needs it is wanted.
  package var shared: [Shared] = []
  /// What the gradient by each input needs besides; nil where none flows, since the input is of tokens, or the output does not
  /// change with it but in steps.
  package var inputs: [Work?]
  /// What the gradients by the weights need besides.
  package var weights = Work()

  /// A part that several gradients need.
  package struct Shared: Hashable, Sendable {
    /// What is done.
    package var work: Work
    /// The gradients that need it.
    package var readers: Kept.Readers

    /// What some gradients need.
    package init(_ work: Work, for readers: Kept.Readers = .any) {
      self.work = work
      self.readers = readers
    }
  }

  /// The work of gradients by inputs, and by weights, and what any of them needs first.
  package init(shared: Work = Work(), inputs: [Work?], weights: Work = Work()) {
    self.init(
      shared: shared.entries.isEmpty && shared.unknown == nil ? [] : [Shared(shared)], inputs: inputs,
      weights: weights)
  }

  /// The work of gradients by inputs, and by weights, and what several of them need first.
  package init(shared: [Shared], inputs: [Work?], weights: Work = Work()) {
    self.shared = shared
    self.inputs = inputs
    self.weights = weights
  }

  /// The parts that are done for the gradients by inputs, and for any, where these are wanted.
  package func byInputs(_ wanted: WantedGradients) -> [Work] {
    shared.filter { $0.readers.read(wanted) }.map(\.work)
      + inputs.indices.compactMap { wanted.inputs[$0] ? inputs[$0] : nil }
  }
}
