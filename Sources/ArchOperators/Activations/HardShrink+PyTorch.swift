import ArchGraph
import ArchPyTorch

extension HardShrink: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("F.hardshrink", .named("lambd", PyTorchLiteral(lambda), default: 0.5))
  }
}
