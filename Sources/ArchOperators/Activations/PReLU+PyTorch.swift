import ArchGraph
import ArchPyTorch

extension PReLU: PyTorchWritable {
  /// A module with the slopes.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(
      module: .call("nn.PReLU", [.position("num_parameters", PyTorchLiteral(shared ? 1 : inputs[0][0]))]))
  }
}
