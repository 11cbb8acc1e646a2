import ArchGraph

/// A network that cannot be written in PyTorch: the first layer whose operator has no form there.
public struct PyTorchRefusal: Error, Hashable, Sendable {
  /// The layer.
  public var node: Node.ID

  /// A layer without a form.
  public init(_ node: Node.ID) { self.node = node }
}
