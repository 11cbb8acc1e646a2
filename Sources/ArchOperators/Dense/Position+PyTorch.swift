import ArchGraph
import ArchPyTorch

extension Position: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let table = [length ?? inputs[0][0]] + inputs[0].dimensions.dropFirst()
    let rows: PyTorchExpression =
      table[0] == inputs[0][0] ? "\(.module)" : "\(.module)[:\("tokens", PyTorchLiteral(inputs[0][0]))]"
    return PyTorchCode(
      module: .call(
        "nn.Parameter", [.value(.call("torch.zeros", [.position("positions", PyTorchLiteral(table))]))]),
      value: "\(.x) + \(rows)", tensors: [""])
  }
}
