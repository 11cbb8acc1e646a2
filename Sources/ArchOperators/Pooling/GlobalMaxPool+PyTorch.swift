import ArchGraph
import ArchPyTorch

extension GlobalMaxPool: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchPooling("amax", of: inputs[0])
  }
}
