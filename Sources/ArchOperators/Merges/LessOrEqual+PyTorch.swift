import ArchGraph
import ArchPyTorch

extension LessOrEqual: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix("<=", inputs))).float()")
  }
}
