import ArchGraph
import ArchPyTorch

extension ConvTranspose: PyTorchWritable {
  /// Where the two sides of an axis lose different amounts, they are cut off after the layer.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    guard let axes = try? window.transposedAxes(count: rank) else { return PyTorchCode(.first) }
    let isEven = axes.allSatisfy { $0.before == $0.after }
    let crop = axes.map { "\($0.before == 0 ? "" : "\($0.before)"):\($0.after == 0 ? "" : "-\($0.after)")" }
    return PyTorchCode(
      module: .call(
        "nn.ConvTranspose\(rank)d",
        [
          .position("in_channels", PyTorchLiteral(inputs[0][0])),
          .position("out_channels", PyTorchLiteral(filters)),
          .position("kernel_size", PyTorchLiteral(axes: axes.map(\.kernel))),
          .named("stride", PyTorchLiteral(axes: axes.map(\.stride)), default: 1),
          .named("padding", PyTorchLiteral(axes: axes.map { isEven ? $0.before : 0 }), default: 0),
          .named("output_padding", PyTorchLiteral(axes: outputPadding.expanded(to: rank)), default: 0),
          .named("groups", PyTorchLiteral(groups), default: 1),
          .named("bias", PyTorchLiteral(bias), default: true),
          .named("dilation", PyTorchLiteral(axes: axes.map(\.dilation)), default: 1),
        ]),
      value: isEven
        ? .module(.x) : "\(.module)(\(.x))\(text: Shape.pytorchIndex([":"] + crop))")
  }
}
