import ArchGraph
import ArchPyTorch

extension Average: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm("(\(pytorchInfix("+", inputs))) / \("inputs", PyTorchLiteral(inputs.count))")
  }
}
