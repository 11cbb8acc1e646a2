import ArchGraph
import ArchPyTorch

extension Softsign: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.softsign") }
}
