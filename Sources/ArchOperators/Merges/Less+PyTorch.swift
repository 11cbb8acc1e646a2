import ArchGraph
import ArchPyTorch

extension Less: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm("(\(pytorchInfix("<", inputs))).float()")
  }
}
