import ArchGraph
import ArchPyTorch

extension WKV7: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      .call(
        "wkv7",
        (0..<6).map { .value("\(.input($0))") } + [.position("heads", PyTorchLiteral(heads))]),
      definitions: [.wkv7])
  }
}

extension PyTorchDefinition {
  static let wkv7 = PyTorchDefinition(
    "wkv7",
    """
    def wkv7(r, w, k, v, a, b, heads):
        \"\"\"The time mixing of RWKV-7, token by token; [batch, tokens, features].\"\"\"
        r, w, k, v, a, b = (x.unflatten(-1, (heads, -1)) for x in (r, w, k, v, a, b))
        state, rows = r.new_zeros(r.shape[0], heads, r.shape[3], r.shape[3]), []
        for token in range(r.shape[1]):
            replaced = state @ a[:, token, :, :, None]
            state = torch.exp(-torch.exp(w[:, token, :, None, :])) * state + replaced * b[:, token, :, None, :]
            state = state + v[:, token, :, :, None] * k[:, token, :, None, :]
            rows.append((state @ r[:, token, :, :, None]).flatten(1))
        return torch.stack(rows, dim=1)
    """)
}
