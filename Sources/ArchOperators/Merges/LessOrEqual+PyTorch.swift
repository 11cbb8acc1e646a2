import ArchGraph
import ArchPyTorch

extension LessOrEqual: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm("(\(pytorchInfix("<=", inputs))).float()")
  }
}
