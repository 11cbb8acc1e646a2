import ArchGraph
import ArchPyTorch

extension WKV6: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "WKV6",
        [.position("features", PyTorchLiteral(inputs[0][1])), .position("heads", PyTorchLiteral(heads))]),
      value: .module(.x, .y, .value("\(.input(2))"), .value("\(.input(3))")), definitions: [.wkv6])
  }
}

extension PyTorchDefinition {
  static let wkv6 = PyTorchDefinition(
    "WKV6",
    """
    class WKV6(nn.Module):
        \"\"\"The time mixing of RWKV-6, token by token; [batch, tokens, features].\"\"\"

        def __init__(self, features, heads):
            super().__init__()
            self.heads = heads
            self.time_first = nn.Parameter(torch.ones(features))

        def forward(self, r, k, v, w):
            r, k, v, w = (x.unflatten(-1, (self.heads, -1)) for x in (r, k, v, w))
            first = self.time_first.view(self.heads, 1, -1)
            state, rows = 0, []
            for token in range(r.shape[1]):
                pair = v[:, token, :, :, None] * k[:, token, :, None, :]
                rows.append(((first * pair + state) @ r[:, token, :, :, None]).flatten(1))
                state = torch.exp(-torch.exp(w[:, token, :, None, :])) * state + pair
            return torch.stack(rows, dim=1)
    """)
}
