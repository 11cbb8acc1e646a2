import ArchGraph
import ArchPyTorch

extension Less: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix("<", inputs))).float()")
  }
}
