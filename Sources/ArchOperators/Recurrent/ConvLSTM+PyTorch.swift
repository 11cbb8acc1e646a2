import ArchGraph
import ArchPyTorch

extension ConvLSTM: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let spatial = inputs[0].dimensions[2...]
    let rank = spatial.count
    guard let axes = try? window.axes(over: spatial) else { return PyTorchCode(.first) }
    let map = axes.indices.map { axes[$0].steps(over: spatial[spatial.startIndex + $0]) ?? 1 }
    let ofInput = window.pytorchPadding(over: spatial, isFirst: true)
    let ofState = stateWindow.pytorchPadding(over: map[...], isFirst: true)
    return PyTorchCode(
      module: .call(
        "ConvLSTM",
        [
          .position("in_channels", PyTorchLiteral(inputs[0][1])),
          .position("filters", PyTorchLiteral(filters)),
          .position("kernel_size", PyTorchLiteral(window.kernel.expanded(to: rank))),
          .named("stride", PyTorchLiteral(axes: window.stride.expanded(to: rank)), default: 1),
          .named("pad", PyTorchLiteral(ofInput.explicit ?? [])),
          .named("state_pad", PyTorchLiteral(ofState.explicit ?? [])),
          .named("bias", PyTorchLiteral(bias), default: true),
        ]), value: returns == .last ? "\(.module)(\(.x))[:, -1]" : .module(.x), definitions: [.convLSTM])
  }
}

extension PyTorchDefinition {
  static let convLSTM = PyTorchDefinition(
    "ConvLSTM",
    """
    class ConvLSTM(nn.Module):
        \"\"\"A convolutional LSTM of [batch, steps, channels, ...]; gates in the order input, forget, candidate, output.\"\"\"

        def __init__(self, in_channels, filters, kernel_size, stride=1, pad=(), state_pad=(), bias=True):
            super().__init__()
            self.filters = filters
            self.stride = stride
            self.pad = pad
            self.state_pad = state_pad
            self.conv = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}[len(kernel_size)]
            scale = ((in_channels + filters) * math.prod(kernel_size)) ** -0.5
            self.weight_ih = nn.Parameter(torch.randn(4 * filters, in_channels, *kernel_size) * scale)
            self.weight_hh = nn.Parameter(torch.randn(4 * filters, filters, *kernel_size) * scale)
            self.register_parameter("bias", nn.Parameter(torch.zeros(4 * filters)) if bias else None)

        def forward(self, x):
            frames = F.pad(x.flatten(0, 1), self.pad)
            of_input = self.conv(frames, self.weight_ih, self.bias, stride=self.stride).unflatten(0, x.shape[:2])
            state = x.new_zeros(x.shape[0], self.filters, *of_input.shape[3:])
            cell, states = state, []
            for step in range(x.shape[1]):
                gates = of_input[:, step] + self.conv(F.pad(state, self.state_pad), self.weight_hh)
                input, forget, candidate, output = gates.chunk(4, dim=1)
                cell = torch.sigmoid(forget) * cell + torch.sigmoid(input) * torch.tanh(candidate)
                state = torch.sigmoid(output) * torch.tanh(cell)
                states.append(state)
            return torch.stack(states, dim=1)
    """)
}
