import ArchGraph
import ArchPyTorch

extension Rsqrt: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.rsqrt") }
}
