import ArchGraph
import ArchPyTorch

extension Sum: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchReduction("sum", of: inputs[0]) }
}
