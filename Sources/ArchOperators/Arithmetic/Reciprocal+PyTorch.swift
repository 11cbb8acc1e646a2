import ArchGraph
import ArchPyTorch

extension Reciprocal: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.reciprocal") }
}
