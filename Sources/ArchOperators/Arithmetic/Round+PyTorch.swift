import ArchGraph
import ArchPyTorch

extension Round: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.round") }
}
