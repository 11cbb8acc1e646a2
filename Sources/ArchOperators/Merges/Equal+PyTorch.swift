import ArchGraph
import ArchPyTorch

extension Equal: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm("(\(pytorchInfix("==", inputs))).float()")
  }
}
