import ArchGraph
import ArchPyTorch

extension LocallyConnected: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let input = inputs[0]
    guard let extents = try? window.extents(Extent("filters", filters), over: input.spatial) else {
      return PyTorchCode(.first)
    }
    let rank = input.rank - 1
    // Numeric on both sides, since the positions are separated before any layer sees them.
    let padding = window.pytorchPadding(over: input.spatial)
    let pad = padding.explicit ?? padding.own.reversed().flatMap { [$0, $0] }
    return PyTorchCode(
      module: .call(
        "LocallyConnected",
        [
          .position("in_channels", PyTorchLiteral(input[0])),
          .position("out_channels", PyTorchLiteral(filters)),
          .position("kernel_size", PyTorchLiteral(window.kernel.expanded(to: rank))),
          .position("positions", PyTorchLiteral(extents.dropFirst().map(\.value))),
          .named("stride", PyTorchLiteral(window.stride.expanded(to: rank))),
          .named("bias", PyTorchLiteral(bias), default: true),
        ]),
      value: pad.allSatisfy { $0 == 0 }
        ? .module(.x) : .module(.value(.call("F.pad", [.x, .position("pad", PyTorchLiteral(pad))]))),
      definitions: [.locallyConnected])
  }
}

extension PyTorchDefinition {
  static let locallyConnected = PyTorchDefinition(
    "LocallyConnected",
    """
    class LocallyConnected(nn.Module):
        \"\"\"A convolution with weights and biases of its own at every position.\"\"\"

        def __init__(self, in_channels, out_channels, kernel_size, positions, stride, bias=True):
            super().__init__()
            fan_in = in_channels * math.prod(kernel_size)
            self.kernel_size = kernel_size
            self.stride = stride
            self.weight = nn.Parameter(
                torch.randn(out_channels, in_channels, *kernel_size, *positions) * (2 / fan_in) ** 0.5
            )
            self.bias = nn.Parameter(torch.zeros(out_channels, *positions)) if bias else None

        def forward(self, x):
            for axis, (kernel, stride) in enumerate(zip(self.kernel_size, self.stride)):
                x = x.unfold(axis + 2, kernel, stride)
            # [batch, channels, positions..., taps...] becomes [positions, batch, channels * taps].
            rank = len(self.kernel_size)
            positions = x.shape[2 : 2 + rank]
            x = x.movedim(tuple(range(2, 2 + rank)), tuple(range(rank)))
            x = x.reshape(math.prod(positions), x.shape[rank], -1)
            weight = self.weight.flatten(2 + rank).flatten(1, 1 + rank).permute(2, 1, 0)
            y = torch.bmm(x, weight).permute(1, 2, 0).unflatten(-1, positions)
            return y if self.bias is None else y + self.bias
    """)
}
