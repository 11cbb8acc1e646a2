import ArchGraph
import ArchPyTorch

extension Equal: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix("==", inputs))).float()")
  }
}
