import ArchGraph
import ArchPyTorch

extension Softmax: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("F.softmax", .named("dim", pytorchAxis(axis ?? 0)))
  }
}
