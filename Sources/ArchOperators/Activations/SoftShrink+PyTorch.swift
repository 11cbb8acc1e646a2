import ArchGraph
import ArchPyTorch

extension SoftShrink: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    pytorchFunction("F.softshrink", .named("lambd", PyTorchLiteral(lambda), default: 0.5))
  }
}
