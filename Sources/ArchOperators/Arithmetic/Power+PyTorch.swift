import ArchGraph
import ArchPyTorch

extension Power: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction("torch.pow", .position("exponent", PyTorchLiteral(exponent)))
  }
}
