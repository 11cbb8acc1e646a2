import ArchGraph
import ArchPyTorch

extension Attention: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    common.pytorch(of: inputs[0], relativeBias: relativeBias, past: past)
  }
}
