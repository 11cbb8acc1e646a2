import ArchGraph
import ArchPyTorch

extension Flatten: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode("torch.flatten(\(.x), 1)") }
}
