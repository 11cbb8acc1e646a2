import ArchGraph
import ArchPyTorch

extension AbsDifference: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("torch.abs(\(pytorchInfix("-", inputs)))")
  }
}
