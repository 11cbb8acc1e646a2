import ArchGraph
import ArchPyTorch

extension Attention: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    common.pytorch(of: inputs[0], relativeBias: relativeBias, past: past)
  }
}
