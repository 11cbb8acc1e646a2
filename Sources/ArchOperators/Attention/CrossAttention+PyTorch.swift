import ArchGraph
import ArchPyTorch

extension CrossAttention: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { common.pytorch(of: inputs[0], memory: inputs[1]) }
}
