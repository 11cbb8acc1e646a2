import ArchGraph
import ArchPyTorch

extension Mamba2Scan: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "Mamba2Scan",
        [
          .position("heads", PyTorchLiteral(heads)), .position("states", PyTorchLiteral(state)),
          .named("skip", PyTorchLiteral(skip), default: true),
        ]), value: .module(.x, .y, .value("\(.input(2))"), .value("\(.input(3))")),
      definitions: [.mamba2Scan])
  }
}

extension PyTorchDefinition {
  static let mamba2Scan = PyTorchDefinition(
    "Mamba2Scan",
    """
    class Mamba2Scan(nn.Module):
        \"\"\"The scan of Mamba-2, token by token; x [batch, tokens, features], dt [batch, tokens, heads].\"\"\"

        def __init__(self, heads, states, skip=True):
            super().__init__()
            self.states = states
            self.a_log = nn.Parameter(torch.arange(1.0, heads + 1).log())
            self.register_parameter("d", nn.Parameter(torch.ones(heads)) if skip else None)
            self.dt_bias = nn.Parameter(torch.zeros(heads))

        def forward(self, x, dt, b, c):
            heads = len(self.a_log)
            x = x.unflatten(-1, (heads, -1))
            # Each group of b and c serves as many heads.
            b, c = (
                pair.unflatten(-1, (-1, self.states)).repeat_interleave(heads * self.states // pair.shape[-1], dim=2)
                for pair in (b, c)
            )
            dt = F.softplus(dt + self.dt_bias)
            state, rows = x.new_zeros(x.shape[0], *x.shape[2:], self.states), []
            for token in range(x.shape[1]):
                step = dt[:, token, :, None, None]
                push = step * x[:, token, :, :, None] * b[:, token, :, None, :]
                state = torch.exp(step * -self.a_log.exp()[:, None, None]) * state + push
                rows.append((state @ c[:, token, :, :, None]).squeeze(-1))
            y = torch.stack(rows, dim=1)
            return (y if self.d is None else y + self.d[:, None] * x).flatten(2)
    """)
}
