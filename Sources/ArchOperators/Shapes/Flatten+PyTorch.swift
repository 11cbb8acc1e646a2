import ArchGraph
import ArchPyTorch

extension Flatten: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { PyTorchForm("torch.flatten(\(.x), 1)") }
}
