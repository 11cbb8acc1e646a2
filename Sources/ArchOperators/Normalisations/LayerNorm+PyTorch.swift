import ArchGraph
import ArchPyTorch

extension LayerNorm: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let extents = Array(inputs[0].dimensions[row(of: inputs[0])])
    let shape = extents.count == 1 ? PyTorchLiteral(extents[0]) : PyTorchLiteral(extents)
    let eps: PyTorchArgument = .named("eps", PyTorchLiteral(epsilon), default: 1e-5)
    guard !channels || inputs[0].rank == 1, scale || !shift else {
      return PyTorchCode(
        module: .call(
          "LayerNorm",
          [
            .position("shape", shape), .named("channels", PyTorchLiteral(channels), default: false), eps,
            .named("scale", PyTorchLiteral(scale), default: true),
            .named("shift", PyTorchLiteral(shift), default: true),
          ]), definitions: [.affine, .layerNorm])
    }
    return PyTorchCode(
      module: .call(
        "nn.LayerNorm",
        [
          .position("normalized_shape", shape), eps,
          .named("elementwise_affine", PyTorchLiteral(scale), default: true),
          .named("bias", PyTorchLiteral(shift), default: PyTorchLiteral(scale)),
        ]))
  }
}
