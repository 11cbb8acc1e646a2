import ArchGraph
import ArchPyTorch

extension Ceil: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.ceil") }
}
