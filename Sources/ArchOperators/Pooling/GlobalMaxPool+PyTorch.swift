import ArchGraph
import ArchPyTorch

extension GlobalMaxPool: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchPooling("amax", of: inputs[0])
  }
}
