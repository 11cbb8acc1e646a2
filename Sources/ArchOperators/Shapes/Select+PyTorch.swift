import ArchGraph
import ArchPyTorch

extension Select: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { PyTorchForm("\(.x)[:, \(text: "\(channels)")]") }
}
