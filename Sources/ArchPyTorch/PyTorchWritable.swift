import ArchGraph

/// An operator that can be written in PyTorch.
package protocol PyTorchWritable: Operator {
  /// How the layer is written in PyTorch; called only with inputs that `output` took.
  func pytorch(of inputs: [Shape]) -> PyTorchCode
}

extension InputLayer: PyTorchWritable {
  /// The argument of `forward`.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode(.first) }
}

extension ParameterLayer: PyTorchWritable {
  /// A parameter, or a buffer, shared by all examples.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let axes = Array(repeating: ", -1", count: shape.rank).joined()
    return PyTorchCode(
      module: .call(
        fixed ? "nn.Buffer" : "nn.Parameter",
        [.value(.call("torch.zeros", [.position("shape", PyTorchLiteral(shape.dimensions))]))]),
      value: "\(.module).expand(\(.batch)\(text: axes))", tensors: [""])
  }
}
