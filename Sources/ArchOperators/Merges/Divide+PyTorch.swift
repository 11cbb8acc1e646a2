import ArchGraph
import ArchPyTorch

extension Divide: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode(pytorchInfix("/", inputs)) }
}
