import ArchGraph

/// What the user chose for one expansion of a network.
public struct Settings: Sendable {
  /// Values of parameters, as expressions of the language: `classes` and `10`.
  public var values: [(name: String, text: String)]
  /// Shapes of inputs; an input without a name is the first.
  public var inputs: [(name: String?, shape: [Int])]
  /// Whether what exists in training only is part of the network.
  public var isTraining: Bool
  /// Whether the claims of the network are read; another input or width may leave them without their labels.
  public var readsClaims = true

  /// The network as its file gives it, but for what is named here.
  public init(
    values: [(name: String, text: String)] = [], inputs: [(name: String?, shape: [Int])] = [],
    isTraining: Bool = false
  ) {
    self.values = values
    self.inputs = inputs
    self.isTraining = isTraining
  }
}
