import ArchGraph
import ArchPyTorch

extension Softmax: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    pytorchFunction("F.softmax", .named("dim", pytorchAxis(axis ?? 0)))
  }
}
