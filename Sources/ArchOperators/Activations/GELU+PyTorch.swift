import ArchGraph
import ArchPyTorch

extension GELU: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    pytorchFunction(
      "F.gelu",
      .named(
        "approximate", PyTorchLiteral(text: "\"\(approximation.rawValue)\""),
        default: PyTorchLiteral(text: "\"none\"")))
  }
}
