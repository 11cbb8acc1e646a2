import ArchGraph
import ArchPyTorch

extension GlobalAvgPool: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    pytorchPooling("mean", of: inputs[0])
  }
}
