/// The gradients that a backward pass asks a layer for.
public struct WantedGradients: Hashable, Sendable {
  /// For each input whether its gradient is wanted: something that learns stands before it.
  public var inputs: [Bool]
  /// Whether the gradients of the layer's weights are wanted: it is not frozen.
  public var weights: Bool

  /// Gradients.
  public init(inputs: [Bool], weights: Bool) {
    self.inputs = inputs
    self.weights = weights
  }

  /// Whether there are none.
  public var isEmpty: Bool { !weights && !inputs.contains(true) }
}
