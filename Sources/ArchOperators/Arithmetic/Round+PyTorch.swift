import ArchGraph
import ArchPyTorch

extension Round: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.round") }
}
