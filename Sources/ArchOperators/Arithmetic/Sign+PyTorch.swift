import ArchGraph
import ArchPyTorch

extension Sign: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.sign") }
}
