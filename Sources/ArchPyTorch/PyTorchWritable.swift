import ArchGraph

/// An operator that can be written in PyTorch.
public protocol PyTorchWritable: Operator {
  /// How the layer is written in PyTorch; called only with inputs that `output` took.
  func pytorch(of inputs: [Shape]) -> PyTorchForm
}

extension InputLayer: PyTorchWritable {
  /// The argument of `forward`.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { PyTorchForm(.first) }
}

/// A network that cannot be written in PyTorch: the first layer whose operator has no form there.
public struct PyTorchRefusal: Error, Hashable, Sendable {
  /// The layer.
  public var node: Node.ID

  /// A layer without a form.
  public init(_ node: Node.ID) { self.node = node }
}
