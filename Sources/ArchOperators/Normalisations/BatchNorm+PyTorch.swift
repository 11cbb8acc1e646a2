import ArchGraph
import ArchPyTorch

extension BatchNorm: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let arguments: [PyTorchArgument] = [
      .position("num_features", PyTorchLiteral(inputs[0][place(of: axis, in: inputs[0])])),
      .named("eps", PyTorchLiteral(epsilon), default: 1e-5),
    ]
    let value = pytorchModule(along: axis, of: inputs[0])
    guard scale == shift, inputs[0].rank <= 4 else {
      return PyTorchCode(
        module: .call(
          "BatchNorm",
          arguments + [
            .named("scale", PyTorchLiteral(scale), default: true),
            .named("shift", PyTorchLiteral(shift), default: true),
          ]), value: value, definitions: [.affine, .batchNorm])
    }
    return PyTorchCode(
      module: .call(
        "nn.BatchNorm\(max(1, inputs[0].rank - 1))d",
        arguments + [.named("affine", PyTorchLiteral(scale), default: true)]), value: value)
  }
}
