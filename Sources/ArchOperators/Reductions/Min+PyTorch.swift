import ArchGraph
import ArchPyTorch

extension Min: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchReduction("amin", of: inputs[0]) }
}
