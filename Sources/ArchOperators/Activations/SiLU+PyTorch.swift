import ArchGraph
import ArchPyTorch

extension SiLU: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.silu") }
}
