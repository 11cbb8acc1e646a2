import ArchGraph
import ArchPyTorch

extension Exp: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.exp") }
}
