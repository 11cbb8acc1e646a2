import ArchGraph
import ArchPyTorch

extension Mean: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchReduction("mean", of: inputs[0]) }
}
