import ArchGraph
import ArchPyTorch

extension DepthwiseConv: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    if inputs.count > 1 { return conv(of: inputs[0]).pytorch(of: inputs) }
    return window.pytorchConvolution(
      over: inputs[0], filters: inputs[0][0] * multiplier, groups: inputs[0][0], bias: bias)
  }
}
