import ArchGraph
import ArchPyTorch

extension Cos: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.cos") }
}
