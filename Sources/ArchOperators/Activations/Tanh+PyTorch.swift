import ArchGraph
import ArchPyTorch

extension Tanh: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.tanh") }
}
