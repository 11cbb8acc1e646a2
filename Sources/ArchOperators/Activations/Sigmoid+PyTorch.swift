import ArchGraph
import ArchPyTorch

extension Sigmoid: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.sigmoid") }
}
