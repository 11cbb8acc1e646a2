import ArchGraph
import ArchPyTorch

extension ReLU: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.relu") }
}
