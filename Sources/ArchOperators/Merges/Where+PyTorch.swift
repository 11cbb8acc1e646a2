import ArchGraph
import ArchPyTorch

extension Where: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let values = pytorchSpread(inputs)
    return PyTorchForm("torch.where(\(values[0]) != 0, \(values[1]), \(values[2]))")
  }
}
