import ArchGraph
import ArchPyTorch

extension Reshape: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("\(.x).reshape(\(.x).shape[0], \(text: shape.map(String.init).joined(separator: ", ")))")
  }
}
