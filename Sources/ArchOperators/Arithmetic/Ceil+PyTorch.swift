import ArchGraph
import ArchPyTorch

extension Ceil: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.ceil") }
}
