import ArchGraph
import ArchPyTorch

extension Where: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let values = pytorchSpread(inputs)
    return PyTorchCode("torch.where(\(values[0]) != 0, \(values[1]), \(values[2]))")
  }
}
