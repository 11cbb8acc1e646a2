import ArchGraph
import ArchPyTorch

extension Abs: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.abs") }
}
