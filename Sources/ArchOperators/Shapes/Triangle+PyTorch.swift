import ArchGraph
import ArchPyTorch

extension Triangle: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction(
      isUpper ? "torch.triu" : "torch.tril", .named("diagonal", PyTorchLiteral(diagonal), default: 0))
  }
}
