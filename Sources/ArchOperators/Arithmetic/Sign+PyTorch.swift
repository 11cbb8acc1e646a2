import ArchGraph
import ArchPyTorch

extension Sign: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.sign") }
}
