import ArchGraph
import ArchPyTorch

extension HardSwish: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.hardswish") }
}
