import ArchGraph
import ArchPyTorch

extension Attention: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    common.pytorch(of: inputs[0], causal: causal, window: relativeBias)
  }
}
