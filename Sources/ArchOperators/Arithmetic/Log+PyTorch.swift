import ArchGraph
import ArchPyTorch

extension Log: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.log") }
}
