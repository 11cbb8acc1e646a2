import ArchGraph
import ArchPyTorch

extension CELU: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("F.celu", .named("alpha", PyTorchLiteral(alpha), default: 1.0))
  }
}
