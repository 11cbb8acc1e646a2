/// How a layer is written in PyTorch, whose tensors have the batch before the axes of ours.
package struct PyTorchCode: Hashable, Sendable {
  /// The state kept between calls, a module or a single parameter, or `nil` if there is none.
  package var module: PyTorchExpression?
  /// The value.
  package var value: PyTorchExpression
  /// The names of the layer's parameter tensors inside the module, or `nil` if they have the parameters' names.
  ///
  /// They are in the order of ``ArchGraph/Operator/parameters(of:)``; the empty name says that the module itself is the
  /// tensor. The axes are in our order: PyTorch keeps every tensor of the catalogue as we do, and so do our classes.
  package var tensors: [String]?
  /// Classes and functions that the layer needs and PyTorch lacks.
  package var definitions: [PyTorchDefinition]
  /// Why PyTorch's operation counter counts none of the layer's multiply-adds, or `nil` if it counts them.
  package var uncounted: String?

  /// A layer with a module.
  ///
  /// - Parameter value: the call of the module on the first input unless given.
  package init(
    module: PyTorchExpression, value: PyTorchExpression = .module(.x), tensors: [String]? = nil,
    definitions: [PyTorchDefinition] = [], uncounted: String? = nil
  ) {
    self.module = module
    self.value = value
    self.tensors = tensors
    self.definitions = definitions
    self.uncounted = uncounted
  }

  /// A layer that keeps nothing.
  package init(_ value: PyTorchExpression, definitions: [PyTorchDefinition] = []) {
    module = nil
    self.value = value
    tensors = nil
    self.definitions = definitions
    uncounted = nil
  }
}
