import ArchGraph
import ArchPyTorch

extension ClassToken: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "nn.Parameter",
        [.value(.call("torch.zeros", [.position("token", PyTorchLiteral([tokens, inputs[0][1]]))]))]),
      value: "torch.cat([\(.module).expand(\(.x).shape[0], -1, -1), \(.x)], dim=1)", tensors: [""])
  }
}
