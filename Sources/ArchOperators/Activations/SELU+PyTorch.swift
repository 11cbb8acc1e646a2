import ArchGraph
import ArchPyTorch

extension SELU: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.selu") }
}
