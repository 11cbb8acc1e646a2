import ArchGraph
import ArchPyTorch

extension Flatten: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { PyTorchCode("torch.flatten(\(.x), 1)") }
}
