import ArchGraph
import ArchPyTorch

extension Cos: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.cos") }
}
