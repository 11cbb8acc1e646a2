import ArchGraph
import ArchPyTorch

extension Cos: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.cos") }
}
