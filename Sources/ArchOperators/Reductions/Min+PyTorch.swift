import ArchGraph
import ArchPyTorch

extension Min: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchReduction("amin", of: inputs[0]) }
}
