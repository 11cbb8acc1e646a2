import ArchGraph
import ArchPyTorch

extension LogSigmoid: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.logsigmoid") }
}
