import ArchGraph
import ArchPyTorch

extension Erf: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.erf") }
}
