import ArchGraph
import ArchPyTorch

extension HardTanh: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction(
      "F.hardtanh", .named("min_val", PyTorchLiteral(low), default: -1.0),
      .named("max_val", PyTorchLiteral(high), default: 1.0))
  }
}
