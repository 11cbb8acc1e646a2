import ArchGraph
import ArchPyTorch

extension Sigmoid: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.sigmoid") }
}
