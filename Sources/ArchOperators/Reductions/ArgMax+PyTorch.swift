import ArchGraph
import ArchPyTorch

extension ArgMax: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchSearch("argmax", of: inputs[0]) }
}
