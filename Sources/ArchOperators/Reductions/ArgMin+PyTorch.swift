import ArchGraph
import ArchPyTorch

extension ArgMin: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm { pytorchSearch("argmin", of: inputs[0]) }
}
