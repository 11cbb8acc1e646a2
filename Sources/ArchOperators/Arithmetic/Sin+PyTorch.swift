import ArchGraph
import ArchPyTorch

extension Sin: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.sin") }
}
