import ArchGraph
import ArchPyTorch

extension Sqrt: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.sqrt") }
}
