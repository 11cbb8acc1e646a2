import ArchGraph
import ArchPyTorch

extension Max: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchReduction("amax", of: inputs[0]) }
}
