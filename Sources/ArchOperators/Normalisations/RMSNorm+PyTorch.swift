import ArchGraph
import ArchPyTorch

extension RMSNorm: PyTorchWritable {
  /// PyTorch's epsilon is the machine's unless given.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let extents = Array(inputs[0].dimensions[row(of: inputs[0])])
    return PyTorchCode(
      module: .call(
        "nn.RMSNorm",
        [
          .position(
            "normalized_shape", extents.count == 1 ? PyTorchLiteral(extents[0]) : PyTorchLiteral(extents)),
          .named("eps", PyTorchLiteral(epsilon)),
          .named("elementwise_affine", PyTorchLiteral(scale), default: true),
        ]))
  }
}
