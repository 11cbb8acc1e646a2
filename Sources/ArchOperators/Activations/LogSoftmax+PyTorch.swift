import ArchGraph
import ArchPyTorch

extension LogSoftmax: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("F.log_softmax", .named("dim", pytorchAxis(axis ?? 0)))
  }
}
