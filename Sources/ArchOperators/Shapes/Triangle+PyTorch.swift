import ArchGraph
import ArchPyTorch

extension Triangle: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction(
      isUpper ? "torch.triu" : "torch.tril", .named("diagonal", PyTorchLiteral(diagonal), default: 0))
  }
}
