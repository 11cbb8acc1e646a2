import ArchGraph
import ArchPyTorch

extension Sum: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchReduction("sum", of: inputs[0]) }
}
