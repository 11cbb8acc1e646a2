import ArchGraph

/// A network that cannot be written: the first layer that cannot, and why.
public struct ONNXRefusal: Error, Hashable, Sendable {
  /// The layer.
  public var node: Node.ID
  /// Why it cannot.
  public var reason: Reason

  /// What can stand against it.
  public enum Reason: Hashable, Sendable {
    /// Its operator has no nodes.
    case noNodes
    /// It has more elements than can be counted.
    case tooLarge
    /// Its nodes need a table of so many numbers.
    case table(Int)
    /// With it all constants of the model would have more numbers than ``ONNXExport/mostConstants``.
    case constants
  }

  /// A layer that cannot be written.
  public init(_ node: Node.ID, _ reason: Reason) {
    self.node = node
    self.reason = reason
  }
}
