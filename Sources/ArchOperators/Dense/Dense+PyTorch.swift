import ArchGraph
import ArchPyTorch

extension Dense: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    if inputs.count > 1 {
      let product: PyTorchExpression = "torch.einsum(\"b...n,bun->b...u\", \(.x), \(.y))"
      guard bias else { return PyTorchCode(product) }
      return PyTorchCode(
        module: .call(
          "nn.Parameter", [.value(.call("torch.zeros", [.position("units", PyTorchLiteral(units))]))]),
        value: "\(product) + \(.module)", tensors: [""])
    }
    return PyTorchCode(
      module: .call(
        "nn.Linear",
        [
          .position("in_features", PyTorchLiteral(inputs[0].dimensions.last ?? 0)),
          .position("out_features", PyTorchLiteral(units)),
          .named("bias", PyTorchLiteral(bias), default: true),
        ]))
  }
}
