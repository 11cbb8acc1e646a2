import ArchGraph
import ArchPyTorch

extension Variance: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchReduction("var", ["correction=\(isUnbiased ? 1 : 0)"], of: inputs[0])
  }
}
