import ArchGraph
import ArchPyTorch

extension Conv: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    window.pytorchConvolution(over: inputs[0], filters: filters, groups: groups, bias: bias)
  }
}
