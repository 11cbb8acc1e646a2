import ArchGraph

/// The user's choices for one expansion of a network.
public struct Settings: Sendable {
  /// Values of parameters, as expressions of the language: `classes` and `10`.
  public var values: [(name: String, text: String)]
  /// Shapes of inputs; an input without a name is the first.
  public var inputs: [(name: String?, shape: [Int])]
  /// Whether to include the parts that exist in training only.
  public var isTraining: Bool
  /// Whether to read the claims of the network; with a different input or width, their labels may no longer exist.
  public var readsClaims = true

  /// The network as its file gives it, except for what is set here.
  public init(
    values: [(name: String, text: String)] = [], inputs: [(name: String?, shape: [Int])] = [],
    isTraining: Bool = false
  ) {
    self.values = values
    self.inputs = inputs
    self.isTraining = isTraining
  }
}
