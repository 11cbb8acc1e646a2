import ArchGraph
import ArchPyTorch

extension Square: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.square") }
}
