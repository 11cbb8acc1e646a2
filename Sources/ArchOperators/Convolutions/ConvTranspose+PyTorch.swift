import ArchGraph
import ArchPyTorch

extension ConvTranspose: PyTorchWritable {
  /// If the two sides of an axis lose different amounts, they are cut off after the layer.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    guard let axes = try? window.transposedAxes(count: rank) else { return PyTorchCode(.first) }
    let isEven = axes.allSatisfy { $0.before == $0.after }
    if inputs.count > 1 { return pytorchGiven(axes, isEven: isEven) }
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
        ? .module(.x) : "\(.module)(\(.x))\(text: Shape.pytorchIndex([":"] + Self.crop(axes)))")
  }

  /// With filters that each example has of its own.
  private func pytorchGiven(_ axes: [WindowAxis], isEven: Bool) -> PyTorchCode {
    let rank = axes.count
    let product = PyTorchExpression.call(
      "conv_transpose_by_value",
      [
        .x, .y,
        .named("stride", PyTorchLiteral(axes: axes.map(\.stride)), default: 1),
        .named("padding", PyTorchLiteral(axes: axes.map { isEven ? $0.before : 0 }), default: 0),
        .named("output_padding", PyTorchLiteral(axes: outputPadding.expanded(to: rank)), default: 0),
        .named("groups", PyTorchLiteral(groups), default: 1),
        .named("dilation", PyTorchLiteral(axes: axes.map(\.dilation)), default: 1),
      ])
    let cropped: PyTorchExpression =
      isEven ? product : "\(product)\(text: Shape.pytorchIndex([":"] + Self.crop(axes)))"
    return PyTorchCode.withBias(bias, filters, rank: rank, cropped, [.convTransposeByValue])
  }

  /// What is left of each axis where its sides lose different amounts.
  private static func crop(_ axes: [WindowAxis]) -> [String] {
    axes.map { "\($0.before == 0 ? "" : "\($0.before)"):\($0.after == 0 ? "" : "-\($0.after)")" }
  }
}

extension PyTorchDefinition {
  static let convTransposeByValue = PyTorchDefinition(
    "conv_transpose_by_value",
    """
    def conv_transpose_by_value(x, weight, stride=1, padding=0, output_padding=0, groups=1, dilation=1):
        \"\"\"A transposed convolution with filters that each example has of its own: one in as many more groups.\"\"\"
        conv = {3: F.conv_transpose1d, 4: F.conv_transpose2d, 5: F.conv_transpose3d}[x.dim()]
        groups = groups * x.shape[0]
        x, weight, batch = x.flatten(0, 1)[None], weight.flatten(0, 1), x.shape[0]
        y = conv(x, weight, None, stride, padding, output_padding, groups, dilation)
        return y.unflatten(1, (batch, -1))[0]
    """)
}
