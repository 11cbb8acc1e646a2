import ArchGraph
import ArchPyTorch

extension Identity: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode(.first) }
}
