import ArchGraph
import ArchPyTorch

extension Rsqrt: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.rsqrt") }
}
