import ArchGraph
import ArchPyTorch

extension Subtract: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode(pytorchInfix("-", inputs)) }
}
