import ArchGraph
import ArchPyTorch

extension Maximum: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let values = pytorchSpread(inputs)
    return PyTorchCode(values.dropFirst().reduce(values[0]) { "torch.maximum(\($0), \($1))" })
  }
}
