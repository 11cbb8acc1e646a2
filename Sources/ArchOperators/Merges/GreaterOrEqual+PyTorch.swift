import ArchGraph
import ArchPyTorch

extension GreaterOrEqual: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix(">=", inputs))).float()")
  }
}
