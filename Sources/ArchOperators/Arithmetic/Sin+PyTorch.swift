import ArchGraph
import ArchPyTorch

extension Sin: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.sin") }
}
