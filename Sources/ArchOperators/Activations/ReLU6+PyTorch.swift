import ArchGraph
import ArchPyTorch

extension ReLU6: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.relu6") }
}
