import ArchGraph
import ArchPyTorch

extension Square: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.square") }
}
