import ArchGraph
import ArchPyTorch

extension Sin: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("torch.sin") }
}
