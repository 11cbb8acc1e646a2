import ArchGraph
import ArchPyTorch

extension Softplus: PyTorchWritable {
  /// Above 20, where the sum of both terms is `x` in single precision, PyTorch returns `x`.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode { pytorchFunction("F.softplus") }
}
