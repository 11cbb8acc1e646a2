import ArchGraph
import ArchPyTorch

extension RepeatInterleave: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    pytorchFunction(
      "torch.repeat_interleave", .position("repeats", PyTorchLiteral(repeats)),
      .named("dim", pytorchAxis(axis)))
  }
}
