import ArchGraph
import ArchPyTorch

extension SelectiveScan: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "SelectiveScan",
        [
          .position("features", PyTorchLiteral(inputs[0][1])),
          .position("states", PyTorchLiteral(inputs[2][1])),
          .named("softplus", PyTorchLiteral(softplus), default: false),
          .named("skip", PyTorchLiteral(skip), default: true),
        ]), value: .module(.x, .y, .value("\(.input(2))"), .value("\(.input(3))")),
      definitions: [.selectiveScan])
  }
}

extension PyTorchDefinition {
  static let selectiveScan = PyTorchDefinition(
    "SelectiveScan",
    """
    class SelectiveScan(nn.Module):
        \"\"\"The scan of Mamba, token by token; x and delta [batch, tokens, features], b and c [batch, tokens, states].\"\"\"

        def __init__(self, features, states, softplus=False, skip=True):
            super().__init__()
            self.softplus = softplus
            self.a_log = nn.Parameter(torch.arange(1.0, states + 1).log().repeat(features, 1))
            self.register_parameter("d", nn.Parameter(torch.ones(features)) if skip else None)

        def forward(self, x, delta, b, c):
            delta = F.softplus(delta) if self.softplus else delta
            state, rows = x.new_zeros(x.shape[0], x.shape[2], b.shape[2]), []
            for token in range(x.shape[1]):
                step = delta[:, token, :, None]
                push = step * x[:, token, :, None] * b[:, token, None, :]
                state = torch.exp(step * -self.a_log.exp()) * state + push
                rows.append((state @ c[:, token, :, None]).squeeze(-1))
            y = torch.stack(rows, dim=1)
            return y if self.d is None else y + self.d * x
    """)
}
