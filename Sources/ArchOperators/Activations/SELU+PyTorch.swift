import ArchGraph
import ArchPyTorch

extension SELU: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.selu") }
}
