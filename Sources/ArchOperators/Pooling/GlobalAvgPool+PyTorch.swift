import ArchGraph
import ArchPyTorch

extension GlobalAvgPool: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchPooling("mean", of: inputs[0])
  }
}
