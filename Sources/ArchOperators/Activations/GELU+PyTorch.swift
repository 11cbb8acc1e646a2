import ArchGraph
import ArchPyTorch

extension GELU: PyTorchWritable {
  /// PyTorch has no approximation by a sigmoid.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    if approximation == .sigmoid { return PyTorchCode("\(.x) * torch.sigmoid(1.702 * \(.x))") }
    return pytorchFunction(
      "F.gelu",
      .named(
        "approximate", PyTorchLiteral(text: "\"\(approximation.rawValue)\""),
        default: PyTorchLiteral(text: "\"none\"")))
  }
}
