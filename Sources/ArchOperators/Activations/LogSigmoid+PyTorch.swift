import ArchGraph
import ArchPyTorch

extension LogSigmoid: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("F.logsigmoid") }
}
