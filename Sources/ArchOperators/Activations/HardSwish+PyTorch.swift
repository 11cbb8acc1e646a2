import ArchGraph
import ArchPyTorch

extension HardSwish: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("F.hardswish") }
}
