import ArchGraph
import ArchPyTorch

extension Matmul: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(transposeB ? "\(.x) @ \(.y).transpose(-1, -2)" : "\(.x) @ \(.y)")
  }
}
