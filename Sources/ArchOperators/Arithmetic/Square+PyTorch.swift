import ArchGraph
import ArchPyTorch

extension Square: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.square") }
}
