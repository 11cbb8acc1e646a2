import ArchGraph
import ArchPyTorch

extension Maximum: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let values = pytorchSpread(inputs)
    return PyTorchCode(values.dropFirst().reduce(values[0]) { "torch.maximum(\($0), \($1))" })
  }
}
