import ArchGraph
import ArchPyTorch

extension Max: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchReduction("amax", of: inputs[0]) }
}
