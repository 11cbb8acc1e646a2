import ArchGraph
import ArchPyTorch

extension Add: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode(pytorchInfix("+", inputs)) }
}
