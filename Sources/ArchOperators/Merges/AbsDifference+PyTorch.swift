import ArchGraph
import ArchPyTorch

extension AbsDifference: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm("torch.abs(\(pytorchInfix("-", inputs)))")
  }
}
