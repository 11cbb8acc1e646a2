import ArchGraph
import ArchPyTorch

extension Max: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchReduction("amax", of: inputs[0]) }
}
