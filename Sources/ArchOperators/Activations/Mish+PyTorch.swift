import ArchGraph
import ArchPyTorch

extension Mish: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.mish") }
}
