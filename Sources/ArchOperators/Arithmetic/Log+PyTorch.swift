import ArchGraph
import ArchPyTorch

extension Log: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.log") }
}
