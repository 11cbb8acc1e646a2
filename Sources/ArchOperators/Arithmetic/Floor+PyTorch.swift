import ArchGraph
import ArchPyTorch

extension Floor: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.floor") }
}
