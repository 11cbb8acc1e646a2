import ArchGraph
import ArchPyTorch

extension Log: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.log") }
}
