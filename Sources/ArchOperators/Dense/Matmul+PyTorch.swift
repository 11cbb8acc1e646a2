import ArchGraph
import ArchPyTorch

extension Matmul: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(transposeB ? "\(.x) @ \(.y).transpose(-1, -2)" : "\(.x) @ \(.y)")
  }
}
