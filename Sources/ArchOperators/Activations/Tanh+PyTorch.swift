import ArchGraph
import ArchPyTorch

extension Tanh: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.tanh") }
}
