/// The gradients that a backward pass asks a layer for.
package struct WantedGradients: Hashable, Sendable {
  /// For each input whether its gradient is wanted: something that learns stands before it.
  package var inputs: [Bool]
  /// Whether the gradients of the layer's weights are wanted: it is not frozen.
  package var weights: Bool

  /// Gradients.
  package init(inputs: [Bool], weights: Bool) {
    self.inputs = inputs
    self.weights = weights
  }

  /// Whether there are none.
  package var isEmpty: Bool { !weights && !inputs.contains(true) }
}
