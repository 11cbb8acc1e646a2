import ArchGraph
import ArchPyTorch

extension Threshold: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction(
      "F.threshold", .position("threshold", PyTorchLiteral(threshold)),
      .position("value", PyTorchLiteral(value)))
  }
}
