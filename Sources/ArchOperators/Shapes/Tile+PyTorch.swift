import ArchGraph
import ArchPyTorch

extension Tile: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("\(.x).repeat(1, \(text: repeats.map(String.init).joined(separator: ", ")))")
  }
}
