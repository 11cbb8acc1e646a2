import ArchGraph
import ArchPyTorch

extension L2Normalize: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction(
      "F.normalize", .named("dim", pytorchAxis(axis ?? 0), default: 1),
      .named("eps", PyTorchLiteral(epsilon), default: 1e-12))
  }
}
