import ArchGraph
import ArchPyTorch

extension Variance: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchReduction("var", ["correction=\(isUnbiased ? 1 : 0)"], of: inputs[0])
  }
}
