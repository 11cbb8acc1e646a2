import ArchGraph
import ArchPyTorch

extension ELU: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("F.elu", .named("alpha", PyTorchLiteral(alpha), default: 1.0))
  }
}
