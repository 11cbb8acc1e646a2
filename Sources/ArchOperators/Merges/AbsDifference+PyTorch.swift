import ArchGraph
import ArchPyTorch

extension AbsDifference: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("torch.abs(\(pytorchInfix("-", inputs)))")
  }
}
