import ArchGraph
import ArchPyTorch

extension DepthwiseConv: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    window.pytorchConvolution(
      over: inputs[0], filters: inputs[0][0] * multiplier, groups: inputs[0][0], bias: bias)
  }
}
