/// A tensor that stays in memory from the forward pass until the backward pass has read it.
package struct Kept: Hashable, Sendable {
  /// Which tensor it is.
  package enum Source: Hashable, Sendable {
    /// An input of the layer: the output of another layer, kept once for all that read it.
    case input(Int)
    /// The output of the layer.
    case output
    /// A tensor of the layer itself, with its name and its extents for one example.
    case saved(String, [Factor])
  }

  /// The type of its elements.
  package enum Element: Hashable, Sendable {
    /// Numbers of the type that the layers compute in.
    case number
    /// Numbers of 4 bytes, whatever type the layers compute in: statistics.
    case single
    /// Indices of 8 bytes.
    case index
    /// One byte each: which elements a dropout keeps.
    case byte
  }

  /// Which gradients read it.
  package enum Readers: Hashable, Sendable {
    /// Each gradient of the layer.
    case any
    /// The gradients for these inputs, and those for the weights if `weights` says so.
    case some(inputs: [Int], weights: Bool)

    /// Only the gradients for the weights.
    package static let weights = Readers.some(inputs: [], weights: true)

    /// Only the gradient for one input.
    package static func input(_ index: Int) -> Readers { .some(inputs: [index], weights: false) }

    /// Whether a pass that wants these gradients reads it.
    package func read(_ wanted: WantedGradients) -> Bool {
      switch self {
      case .any: !wanted.isEmpty
      case .some(let inputs, let weights): weights && wanted.weights || inputs.contains { wanted.inputs[$0] }
      }
    }
  }

  /// Which tensor.
  package var source: Source
  /// The type of its elements.
  package var element: Element
  /// Whether a batch has one, rather than one for each example.
  package var isPerBatch: Bool
  /// Which gradients read it.
  package var readers: Readers

  /// A tensor that is kept.
  package init(
    _ source: Source, _ element: Element = .number, isPerBatch: Bool = false, for readers: Readers = .any
  ) {
    self.source = source
    self.element = element
    self.isPerBatch = isPerBatch
    self.readers = readers
  }
}
