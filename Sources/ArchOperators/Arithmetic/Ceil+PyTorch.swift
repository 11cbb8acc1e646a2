import ArchGraph
import ArchPyTorch

extension Ceil: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.ceil") }
}
