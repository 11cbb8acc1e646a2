import ArchGraph
import ArchPyTorch

extension Erf: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.erf") }
}
