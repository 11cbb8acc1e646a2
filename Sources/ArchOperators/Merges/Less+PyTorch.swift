import ArchGraph
import ArchPyTorch

extension Less: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix("<", inputs))).float()")
  }
}
