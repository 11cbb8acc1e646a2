import ArchGraph
import ArchPyTorch

extension WKV: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call("WKV", [.position("features", PyTorchLiteral(inputs[0][1]))]), value: .module(.x, .y),
      definitions: [.wkv])
  }
}

extension PyTorchDefinition {
  static let wkv = PyTorchDefinition(
    "WKV",
    """
    class WKV(nn.Module):
        \"\"\"The time mixing of RWKV-4, token by token, with the largest exponent taken out; [batch, tokens, features].\"\"\"

        def __init__(self, features):
            super().__init__()
            self.time_decay = nn.Parameter(torch.zeros(features))
            self.time_first = nn.Parameter(torch.zeros(features))

        def forward(self, k, v):
            fading = -self.time_decay.exp()
            top, bottom = torch.zeros_like(k[:, 0]), torch.zeros_like(k[:, 0])
            largest, rows = k[:, 0], []
            for token in range(k.shape[1]):
                key, value = k[:, token], v[:, token]
                most = torch.maximum(largest, self.time_first + key)
                kept, added = torch.exp(largest - most), torch.exp(self.time_first + key - most)
                rows.append((kept * top + added * value) / (kept * bottom + added))
                most = torch.maximum(fading + largest, key)
                kept, added = torch.exp(fading + largest - most), torch.exp(key - most)
                top, bottom, largest = kept * top + added * value, kept * bottom + added, most
            return torch.stack(rows, dim=1)
    """)
}
