import ArchGraph
import ArchPyTorch

extension InstanceNorm: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    // Each channel is a group: PyTorch's own norm would refuse maps of one position.
    guard scale == shift, inputs[0].spatial.contains(where: { $0 > 1 }) else {
      return GroupNorm.pytorch(inputs[0][0], on: inputs[0], epsilon: epsilon, scale: scale, shift: shift)
    }
    return PyTorchCode(
      module: .call(
        "nn.InstanceNorm\(inputs[0].rank - 1)d",
        [
          .position("num_features", PyTorchLiteral(inputs[0][0])),
          .named("eps", PyTorchLiteral(epsilon), default: 1e-5),
          .named("affine", PyTorchLiteral(scale), default: false),
        ]))
  }
}
