import ArchGraph
import ArchPyTorch

extension Norm: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchReduction(
      "", function: "torch.linalg.vector_norm", ["ord=\(PyTorchLiteral(power).text)"], of: inputs[0])
  }
}
