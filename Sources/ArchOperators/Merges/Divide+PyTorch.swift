import ArchGraph
import ArchPyTorch

extension Divide: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode(pytorchInfix("/", inputs)) }
}
