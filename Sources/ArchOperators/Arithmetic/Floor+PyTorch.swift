import ArchGraph
import ArchPyTorch

extension Floor: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.floor") }
}
