import ArchGraph
import ArchPyTorch

extension Permute: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      "\(.x).permute(\(text: ([0] + axes.map { $0 + 1 }).map(String.init).joined(separator: ", ")))")
  }
}
