import ArchGraph
import ArchPyTorch

extension Softsign: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.softsign") }
}
