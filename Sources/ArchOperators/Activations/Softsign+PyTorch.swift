import ArchGraph
import ArchPyTorch

extension Softsign: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("F.softsign") }
}
