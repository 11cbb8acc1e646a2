import ArchGraph
import ArchPyTorch

extension HardSigmoid: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.hardsigmoid") }
}
