import ArchGraph
import ArchPyTorch

extension Select: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode("\(.x)[:, \(text: "\(channels)")]") }
}
