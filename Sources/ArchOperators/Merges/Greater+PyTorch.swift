import ArchGraph
import ArchPyTorch

extension Greater: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm("(\(pytorchInfix(">", inputs))).float()")
  }
}
