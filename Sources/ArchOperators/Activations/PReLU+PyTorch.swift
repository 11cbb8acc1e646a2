import ArchGraph
import ArchPyTorch

extension PReLU: PyTorchWritable {
  /// A module with the slopes.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let slopes = shared ? 1 : inputs[0][place(of: axis, in: inputs[0])]
    return PyTorchCode(
      module: .call("nn.PReLU", [.position("num_parameters", PyTorchLiteral(slopes))]),
      value: pytorchModule(along: shared ? nil : axis, of: inputs[0]))
  }
}
