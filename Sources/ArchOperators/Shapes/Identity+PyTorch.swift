import ArchGraph
import ArchPyTorch

extension Identity: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode(.first) }
}
