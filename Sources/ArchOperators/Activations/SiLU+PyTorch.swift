import ArchGraph
import ArchPyTorch

extension SiLU: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("F.silu") }
}
