import ArchGraph
import ArchPyTorch

extension CrossAttention: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { common.pytorch(of: inputs[0], memory: inputs[1]) }
}
