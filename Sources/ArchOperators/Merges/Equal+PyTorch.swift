import ArchGraph
import ArchPyTorch

extension Equal: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix("==", inputs))).float()")
  }
}
