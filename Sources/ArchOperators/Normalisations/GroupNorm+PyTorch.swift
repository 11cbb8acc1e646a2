import ArchGraph
import ArchPyTorch

extension GroupNorm: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    Self.pytorch(groups, on: inputs[0], epsilon: epsilon, scale: scale, shift: shift)
  }
}
