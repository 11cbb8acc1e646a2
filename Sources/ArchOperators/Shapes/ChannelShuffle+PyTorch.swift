import ArchGraph
import ArchPyTorch

extension ChannelShuffle: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      "\(.x).unflatten(1, (\("groups", PyTorchLiteral(groups)), -1)).transpose(1, 2).flatten(1, 2)")
  }
}
