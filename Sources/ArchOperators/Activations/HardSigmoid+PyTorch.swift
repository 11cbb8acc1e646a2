import ArchGraph
import ArchPyTorch

extension HardSigmoid: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.hardsigmoid") }
}
