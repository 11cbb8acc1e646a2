import ArchGraph
import ArchPyTorch

extension SoftShrink: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("F.softshrink", .named("lambd", PyTorchLiteral(lambda), default: 0.5))
  }
}
