import ArchGraph
import ArchPyTorch

extension HardSwish: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.hardswish") }
}
