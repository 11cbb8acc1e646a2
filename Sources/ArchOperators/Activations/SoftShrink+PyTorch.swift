import ArchGraph
import ArchPyTorch

extension SoftShrink: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("F.softshrink", .named("lambd", PyTorchLiteral(lambda), default: 0.5))
  }
}
