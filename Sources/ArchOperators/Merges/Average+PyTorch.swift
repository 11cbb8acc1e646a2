import ArchGraph
import ArchPyTorch

extension Average: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("(\(pytorchInfix("+", inputs))) / \("inputs", PyTorchLiteral(inputs.count))")
  }
}
