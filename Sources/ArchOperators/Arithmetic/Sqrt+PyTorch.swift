import ArchGraph
import ArchPyTorch

extension Sqrt: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.sqrt") }
}
