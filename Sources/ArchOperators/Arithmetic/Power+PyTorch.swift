import ArchGraph
import ArchPyTorch

extension Power: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("torch.pow", .position("exponent", PyTorchLiteral(exponent)))
  }
}
