import ArchGraph
import ArchPyTorch

extension Exp: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.exp") }
}
