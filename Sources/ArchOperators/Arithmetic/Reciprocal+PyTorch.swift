import ArchGraph
import ArchPyTorch

extension Reciprocal: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.reciprocal") }
}
