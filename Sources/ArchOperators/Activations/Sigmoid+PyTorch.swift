import ArchGraph
import ArchPyTorch

extension Sigmoid: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.sigmoid") }
}
