import ArchGraph
import ArchPyTorch

extension Min: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchReduction("amin", of: inputs[0]) }
}
