import ArchGraph
import ArchPyTorch

extension LessOrEqual: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix("<=", inputs))).float()")
  }
}
