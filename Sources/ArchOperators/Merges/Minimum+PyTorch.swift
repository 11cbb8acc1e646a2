import ArchGraph
import ArchPyTorch

extension Minimum: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let values = pytorchSpread(inputs)
    return PyTorchForm(values.dropFirst().reduce(values[0]) { "torch.minimum(\($0), \($1))" })
  }
}
