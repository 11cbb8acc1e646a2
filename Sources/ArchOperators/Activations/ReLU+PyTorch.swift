import ArchGraph
import ArchPyTorch

extension ReLU: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.relu") }
}
