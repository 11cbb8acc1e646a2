import ArchGraph
import ArchPyTorch

extension Sqrt: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.sqrt") }
}
