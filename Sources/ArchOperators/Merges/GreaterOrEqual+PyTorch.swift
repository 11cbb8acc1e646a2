import ArchGraph
import ArchPyTorch

extension GreaterOrEqual: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix(">=", inputs))).float()")
  }
}
