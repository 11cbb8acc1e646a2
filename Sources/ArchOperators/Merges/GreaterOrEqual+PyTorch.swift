import ArchGraph
import ArchPyTorch

extension GreaterOrEqual: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm("(\(pytorchInfix(">=", inputs))).float()")
  }
}
