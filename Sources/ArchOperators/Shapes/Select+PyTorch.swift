import ArchGraph
import ArchPyTorch

extension Select: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode("\(.x)[:, \(text: "\(channels)")]") }
}
