import ArchGraph
import ArchPyTorch

extension Mish: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.mish") }
}
