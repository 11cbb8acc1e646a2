import ArchGraph
import ArchPyTorch

extension DeformableConv: PyTorchWritable {
  /// Written out to make a file depend only on PyTorch; `torchvision.ops.deform_conv2d` gives the same result.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    guard let axes = try? window.axes(over: inputs[0].spatial) else { return PyTorchCode(.first) }
    return PyTorchCode(
      module: .call(
        "DeformableConv",
        [
          .position("in_channels", PyTorchLiteral(inputs[0][0])),
          .position("out_channels", PyTorchLiteral(filters)),
          .position("kernel_size", PyTorchLiteral(axes.map(\.kernel))),
          .named("stride", PyTorchLiteral(axes.map(\.stride)), default: PyTorchLiteral([1, 1])),
          .named("padding", PyTorchLiteral(axes.map(\.before)), default: PyTorchLiteral([0, 0])),
          .named("dilation", PyTorchLiteral(axes.map(\.dilation)), default: PyTorchLiteral([1, 1])),
          .named("groups", PyTorchLiteral(groups), default: 1),
          .named("offset_groups", PyTorchLiteral(offsetGroups), default: 1),
          .named("bias", PyTorchLiteral(bias), default: true),
        ]),
      value: inputs.count == 3 ? .module(.x, .y, .value("\(.input(2))")) : .module(.x, .y),
      definitions: [.readBilinear, .deformableConv])
  }
}

extension PyTorchDefinition {
  static let deformableConv = PyTorchDefinition(
    "DeformableConv",
    """
    class DeformableConv(nn.Module):
        \"\"\"A convolution whose taps are moved by offsets, and weighed by a mask where one is given.\"\"\"

        def __init__(
            self, in_channels, out_channels, kernel_size, stride=(1, 1), padding=(0, 0), dilation=(1, 1), groups=1,
            offset_groups=1, bias=True
        ):
            super().__init__()
            fan_in = in_channels // groups * math.prod(kernel_size)
            # The padding is what stands before the input; the offsets say how many positions there are.
            self.stride, self.padding, self.dilation = stride, padding, dilation
            self.groups, self.offset_groups = groups, offset_groups
            self.weight = nn.Parameter(
                torch.randn(out_channels, in_channels // groups, *kernel_size) * (2 / fan_in) ** 0.5
            )
            self.bias = nn.Parameter(torch.zeros(out_channels)) if bias else None

        def places(self, axis, steps, x):
            steps = torch.arange(steps, dtype=x.dtype, device=x.device) * self.stride[axis] - self.padding[axis]
            taps = torch.arange(self.weight.shape[2 + axis], dtype=x.dtype, device=x.device) * self.dilation[axis]
            return taps.unsqueeze(1) + steps

        def forward(self, x, offset, mask=None):
            batch, channels = x.shape[:2]
            kernel, spatial = self.weight.shape[2:], offset.shape[2:]
            offset = offset.reshape(batch * self.offset_groups, *kernel, 2, *spatial)
            row = offset[:, :, :, 0] + self.places(0, spatial[0], x)[:, None, :, None]
            column = offset[:, :, :, 1] + self.places(1, spatial[1], x)[:, None, :]
            x = x.reshape(batch * self.offset_groups, -1, *x.shape[2:])
            y = read_bilinear(x, row.flatten(1), column.flatten(1))
            if mask is not None:
                y = y * mask.reshape(batch * self.offset_groups, 1, -1)
            y = y.reshape(batch, channels * kernel.numel(), spatial.numel())
            y = F.conv1d(y, self.weight.flatten(1).unsqueeze(2), self.bias, groups=self.groups)
            return y.unflatten(2, spatial)
    """)
}
