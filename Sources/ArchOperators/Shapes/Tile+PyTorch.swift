import ArchGraph
import ArchPyTorch

extension Tile: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm("\(.x).repeat(1, \(text: repeats.map(String.init).joined(separator: ", ")))")
  }
}
