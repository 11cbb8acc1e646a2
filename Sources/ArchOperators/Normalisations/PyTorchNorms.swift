import ArchGraph
import ArchPyTorch

/// Norms that PyTorch has with both a scale and a shift or with neither, but that may have only one here.
extension PyTorchDefinition {
  static let affine = PyTorchDefinition(
    "Affine",
    """
    class Affine(nn.Module):
        \"\"\"A scale or a shift, or both, of a shape.\"\"\"

        def __init__(self, shape, scale=True, shift=True):
            super().__init__()
            self.register_parameter("weight", nn.Parameter(torch.ones(shape)) if scale else None)
            self.register_parameter("bias", nn.Parameter(torch.zeros(shape)) if shift else None)
    """)

  static let batchNorm = PyTorchDefinition(
    "BatchNorm",
    """
    class BatchNorm(Affine):
        \"\"\"Batch normalisation with a scale or a shift alone, or over any number of axes.\"\"\"

        def __init__(self, channels, eps=1e-05, scale=True, shift=True):
            super().__init__(channels, scale, shift)
            self.eps = eps
            self.register_buffer("running_mean", torch.zeros(channels))
            self.register_buffer("running_var", torch.ones(channels))

        def forward(self, x):
            return F.batch_norm(
                x, self.running_mean, self.running_var, self.weight, self.bias, self.training, 0.1, self.eps
            )
    """)

  static let groupNorm = PyTorchDefinition(
    "GroupNorm",
    """
    class GroupNorm(Affine):
        \"\"\"Group normalisation with a scale or a shift alone, or of groups of one element.\"\"\"

        def __init__(self, groups, channels, eps=1e-05, scale=True, shift=True):
            super().__init__(channels, scale, shift)
            self.groups = groups
            self.eps = eps

        def forward(self, x):
            rows = x.unflatten(1, (self.groups, -1)).flatten(2)
            variance = rows.var(dim=-1, unbiased=False, keepdim=True)
            rows = (rows - rows.mean(dim=-1, keepdim=True)) / (variance + self.eps).sqrt()
            y = rows.reshape(x.shape)
            shape = (-1,) + (1,) * (x.dim() - 2)
            if self.weight is not None:
                y = y * self.weight.view(shape)
            return y if self.bias is None else y + self.bias.view(shape)
    """)

  static let layerNorm = PyTorchDefinition(
    "LayerNorm",
    """
    class LayerNorm(Affine):
        \"\"\"Layer normalisation over the last axes, or over the channels of a map; with a scale or a shift alone.\"\"\"

        def __init__(self, shape, channels=False, eps=1e-05, scale=True, shift=True):
            super().__init__(shape, scale, shift)
            self.shape = (shape,) if isinstance(shape, int) else shape
            self.channels = channels
            self.eps = eps

        def forward(self, x):
            if self.channels:
                x = x.movedim(1, -1)
            x = F.layer_norm(x, self.shape, self.weight, self.bias, self.eps)
            return x.movedim(-1, 1) if self.channels else x
    """)

  static let channelScale = PyTorchDefinition(
    "Scale",
    """
    class Scale(Affine):
        \"\"\"Each channel times a number, plus another where there is a shift.\"\"\"

        def forward(self, x):
            shape = (-1,) + (1,) * (x.dim() - 2)
            x = x * self.weight.view(shape)
            return x if self.bias is None else x + self.bias.view(shape)
    """)

  static let channelBias = PyTorchDefinition(
    "Bias",
    """
    class Bias(nn.Module):
        \"\"\"A number added to each channel.\"\"\"

        def __init__(self, channels):
            super().__init__()
            self.bias = nn.Parameter(torch.zeros(channels))

        def forward(self, x):
            return x + self.bias.view((-1,) + (1,) * (x.dim() - 2))
    """)
}

extension GroupNorm {
  /// A norm of groups, by PyTorch's module if it has one.
  static func pytorch(
    _ groups: Int, on input: Shape, epsilon: Double, scale: Bool, shift: Bool
  ) -> PyTorchCode {
    let arguments: [PyTorchArgument] = [
      .position("num_groups", PyTorchLiteral(groups)), .position("num_channels", PyTorchLiteral(input[0])),
      .named("eps", PyTorchLiteral(epsilon), default: 1e-5),
    ]
    // PyTorch's own norm refuses rows of one element, which have no variance.
    guard scale == shift, (input.elementCount ?? 0) > groups else {
      return PyTorchCode(
        module: .call(
          "GroupNorm",
          arguments + [
            .named("scale", PyTorchLiteral(scale), default: true),
            .named("shift", PyTorchLiteral(shift), default: true),
          ]), definitions: [.affine, .groupNorm])
    }
    return PyTorchCode(
      module: .call("nn.GroupNorm", arguments + [.named("affine", PyTorchLiteral(scale), default: true)]))
  }
}
