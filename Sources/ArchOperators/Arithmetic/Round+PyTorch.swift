import ArchGraph
import ArchPyTorch

extension Round: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.round") }
}
