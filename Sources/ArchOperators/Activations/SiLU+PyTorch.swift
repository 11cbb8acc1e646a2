import ArchGraph
import ArchPyTorch

extension SiLU: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.silu") }
}
