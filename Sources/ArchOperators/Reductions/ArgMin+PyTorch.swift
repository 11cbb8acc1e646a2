import ArchGraph
import ArchPyTorch

extension ArgMin: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchSearch("argmin", of: inputs[0]) }
}
