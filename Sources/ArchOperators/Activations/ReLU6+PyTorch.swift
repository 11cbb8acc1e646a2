import ArchGraph
import ArchPyTorch

extension ReLU6: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.relu6") }
}
