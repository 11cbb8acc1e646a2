import ArchGraph
import ArchPyTorch

extension ArgMin: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchSearch("argmin", of: inputs[0]) }
}
