import ArchGraph
import ArchPyTorch

extension CELU: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("F.celu", .named("alpha", PyTorchLiteral(alpha), default: 1.0))
  }
}
