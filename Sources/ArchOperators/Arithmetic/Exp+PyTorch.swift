import ArchGraph
import ArchPyTorch

extension Exp: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.exp") }
}
