import ArchGraph
import ArchPyTorch

extension Floor: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.floor") }
}
