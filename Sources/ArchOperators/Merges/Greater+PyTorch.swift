import ArchGraph
import ArchPyTorch

extension Greater: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix(">", inputs))).float()")
  }
}
