import ArchGraph
import ArchPyTorch

extension Sign: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.sign") }
}
