import ArchGraph
import ArchPyTorch

extension LogSigmoid: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.logsigmoid") }
}
