import ArchGraph
import ArchPyTorch

extension Reciprocal: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchFunction("torch.reciprocal") }
}
