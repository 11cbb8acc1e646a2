import ArchGraph
import ArchPyTorch

extension Maxout: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode("\(.x).unflatten(1, (-1, \("pieces", PyTorchLiteral(pieces)))).amax(dim=2)")
  }
}
