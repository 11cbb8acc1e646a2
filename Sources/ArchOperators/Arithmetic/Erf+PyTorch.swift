import ArchGraph
import ArchPyTorch

extension Erf: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.erf") }
}
