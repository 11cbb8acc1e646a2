import ArchGraph
import ArchPyTorch

extension GELU: PyTorchWritable {
  /// PyTorch has no approximation by a sigmoid.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    if approximation == .sigmoid { return PyTorchForm("\(.x) * torch.sigmoid(1.702 * \(.x))") }
    return pytorchFunction(
      "F.gelu",
      .named(
        "approximate", PyTorchLiteral(text: "\"\(approximation.rawValue)\""),
        default: PyTorchLiteral(text: "\"none\"")))
  }
}
