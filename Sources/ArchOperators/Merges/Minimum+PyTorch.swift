import ArchGraph
import ArchPyTorch

extension Minimum: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let values = pytorchSpread(inputs)
    return PyTorchCode(values.dropFirst().reduce(values[0]) { "torch.minimum(\($0), \($1))" })
  }
}
