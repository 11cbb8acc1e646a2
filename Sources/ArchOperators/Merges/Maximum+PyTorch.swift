import ArchGraph
import ArchPyTorch

extension Maximum: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(inputs.indices.dropFirst().reduce(.first) { "torch.maximum(\($0), \(.input($1)))" })
  }
}
