import ArchGraph
import ArchPyTorch

extension RepeatInterleave: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction(
      "torch.repeat_interleave", .position("repeats", PyTorchLiteral(repeats)),
      .named("dim", pytorchAxis(axis)))
  }
}
