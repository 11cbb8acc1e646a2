import ArchGraph
import ArchPyTorch

extension Subtract: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode(pytorchInfix("-", inputs)) }
}
