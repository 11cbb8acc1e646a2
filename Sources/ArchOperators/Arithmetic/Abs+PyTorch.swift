import ArchGraph
import ArchPyTorch

extension Abs: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.abs") }
}
