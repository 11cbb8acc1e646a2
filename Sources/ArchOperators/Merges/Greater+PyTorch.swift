import ArchGraph
import ArchPyTorch

extension Greater: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix(">", inputs))).float()")
  }
}
