/// The gradients that a backward pass asks a layer for.
package struct WantedGradients: Hashable, Sendable {
  /// Whether the gradient of each input is wanted, because something before it learns.
  package var inputs: [Bool]
  /// Whether the gradients of the layer's weights are wanted, because it is not frozen.
  package var weights: Bool

  /// Gradients.
  package init(inputs: [Bool], weights: Bool) {
    self.inputs = inputs
    self.weights = weights
  }

  /// Whether there are none.
  package var isEmpty: Bool { !weights && !inputs.contains(true) }
}
