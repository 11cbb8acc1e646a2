import ArchGraph
import ArchPyTorch

extension Add: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode(pytorchInfix("+", inputs)) }
}
