import ArchGraph
import ArchPyTorch

extension Matmul: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(transposeB ? "\(.x) @ \(.y).transpose(-1, -2)" : "\(.x) @ \(.y)")
  }
}
