import ArchGraph

/// A network that cannot be written: the first layer that cannot be, and why.
package struct ONNXRefusal: Error, Hashable, Sendable {
  /// The layer.
  package var node: Node.ID
  /// Why it cannot be written.
  package var reason: Reason

  /// A reason against writing a layer.
  package enum Reason: Hashable, Sendable {
    /// Its operator has no nodes.
    case noNodes
    /// It has more elements than can be counted.
    case tooLarge
    /// Its nodes need a table of this many numbers.
    case table(Int)
    /// With it all constants of the model would have more numbers than ``ONNXExport/mostConstants``.
    case constants
  }

  /// A layer that cannot be written.
  package init(_ node: Node.ID, _ reason: Reason) {
    self.node = node
    self.reason = reason
  }
}
