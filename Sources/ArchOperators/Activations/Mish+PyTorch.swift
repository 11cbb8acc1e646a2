import ArchGraph
import ArchPyTorch

extension Mish: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("F.mish") }
}
