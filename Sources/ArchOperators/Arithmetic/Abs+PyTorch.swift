import ArchGraph
import ArchPyTorch

extension Abs: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.abs") }
}
