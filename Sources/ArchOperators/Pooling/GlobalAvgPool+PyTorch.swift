import ArchGraph
import ArchPyTorch

extension GlobalAvgPool: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchPooling("mean", of: inputs[0])
  }
}
