import ArchGraph
import ArchPyTorch

extension Tanh: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.tanh") }
}
