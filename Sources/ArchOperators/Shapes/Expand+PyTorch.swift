import ArchGraph
import ArchPyTorch

extension Expand: PyTorchWritable {
  /// The batch comes first there, followed by new axes.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let new = shape.count - inputs[0].rank
    let index = new == 0 ? "" : Shape.pytorchIndex(Array(repeating: "None", count: new))
    let extents = shape.map(String.init).joined(separator: ", ")
    return PyTorchCode("\(.x)\(text: index).expand(-1, \(text: extents))")
  }
}
