import ArchGraph
import ArchPyTorch

extension Conv: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    if inputs.count > 1 { return pytorchGiven(of: inputs) }
    return window.pytorchConvolution(over: inputs[0], filters: filters, groups: groups, bias: bias)
  }

  /// With separate filters for each example.
  private func pytorchGiven(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    let padding = window.pytorchPadding(over: inputs[0].spatial)
    let product = PyTorchExpression.call(
      "conv_by_value",
      [
        .value(padding.padded()), .y,
        .named("stride", PyTorchLiteral(axes: window.stride.expanded(to: rank)), default: 1),
        .named("padding", PyTorchLiteral(axes: padding.own), default: 0),
        .named("dilation", PyTorchLiteral(axes: window.dilation.expanded(to: rank)), default: 1),
        .named("groups", PyTorchLiteral(groups), default: 1),
      ])
    return PyTorchCode.withBias(bias, filters, rank: rank, product, [.convByValue])
  }
}

extension PyTorchCode {
  /// A convolution whose filters are a value, and the biases of its filters if it has any.
  static func withBias(
    _ bias: Bool, _ filters: Int, rank: Int, _ product: PyTorchExpression, _ definitions: [PyTorchDefinition]
  ) -> PyTorchCode {
    guard bias else { return PyTorchCode(product, definitions: definitions) }
    let sizes = PyTorchLiteral([filters] + Array(repeating: 1, count: rank))
    return PyTorchCode(
      module: .call(
        "nn.Parameter", [.value(.call("torch.zeros", [.position("filters", PyTorchLiteral(filters))]))]),
      value: "\(product) + \(.module).reshape(\("bias", sizes))", tensors: [""], definitions: definitions)
  }
}

extension PyTorchDefinition {
  static let convByValue = PyTorchDefinition(
    "conv_by_value",
    """
    def conv_by_value(x, weight, stride=1, padding=0, dilation=1, groups=1):
        \"\"\"A convolution with filters that each example has of its own: one in as many more groups.\"\"\"
        conv = {3: F.conv1d, 4: F.conv2d, 5: F.conv3d}[x.dim()]
        groups = groups * x.shape[0]
        y = conv(x.flatten(0, 1)[None], weight.flatten(0, 1), None, stride, padding, dilation, groups)
        return y.unflatten(1, (x.shape[0], -1))[0]
    """)
}
