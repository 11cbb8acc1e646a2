import ArchGraph
import ArchPyTorch

extension SELU: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("F.selu") }
}
