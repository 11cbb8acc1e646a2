import ArchGraph
import ArchPyTorch

extension Softplus: PyTorchWritable {
  /// Beyond 20, where the sum of both terms is `x` in single precision, PyTorch takes `x`.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.softplus") }
}
