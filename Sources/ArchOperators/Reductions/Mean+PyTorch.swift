import ArchGraph
import ArchPyTorch

extension Mean: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchReduction("mean", of: inputs[0]) }
}
