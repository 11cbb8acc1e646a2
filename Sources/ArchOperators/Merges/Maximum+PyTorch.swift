import ArchGraph
import ArchPyTorch

extension Maximum: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let values = pytorchSpread(inputs)
    return PyTorchForm(values.dropFirst().reduce(values[0]) { "torch.maximum(\($0), \($1))" })
  }
}
