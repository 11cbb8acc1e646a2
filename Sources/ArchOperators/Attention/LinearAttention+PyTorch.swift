import ArchGraph
import ArchPyTorch

extension LinearAttention: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      .call(
        "linear_attention",
        [
          .x, .y, .value("\(.input(2))"), .position("heads", PyTorchLiteral(heads)),
          .named("causal", PyTorchLiteral(causal), default: false),
          .named(
            "feature", PyTorchLiteral(text: "\"\(feature.rawValue)\""),
            default: PyTorchLiteral(text: "\"elu\"")),
          .named("normalize", PyTorchLiteral(normalize), default: true),
          .named("eps", PyTorchLiteral(epsilon), default: 1e-6),
        ]), definitions: [.linearAttention])
  }
}

extension PyTorchDefinition {
  static let linearAttention = PyTorchDefinition(
    "linear_attention",
    """
    def linear_attention(q, k, v, heads, causal=False, feature="elu", normalize=True, eps=1e-06):
        \"\"\"Linear attention of [batch, tokens, features]; causal sums grow token by token.\"\"\"
        q, k, v = (x.unflatten(-1, (heads, -1)).transpose(1, 2).flatten(0, 1) for x in (q, k, v))
        if feature == "elu":
            q, k = F.elu(q) + 1, F.elu(k) + 1
        elif feature == "relu":
            q, k = F.relu(q), F.relu(k)
        if causal:
            sums = k.cumsum(dim=1)
            product, rows = k.new_zeros(k.shape[0], k.shape[2], v.shape[2]), []
            for token in range(q.shape[1]):
                here = slice(token, token + 1)
                product = torch.baddbmm(product, k[:, here].transpose(1, 2), v[:, here])
                rows.append(torch.bmm(q[:, here], product))
            y = torch.cat(rows, dim=1)
            divisor = torch.bmm(q.flatten(0, 1).unsqueeze(1), sums.flatten(0, 1).unsqueeze(2)) if normalize else None
        else:
            y = torch.bmm(q, torch.bmm(k.transpose(1, 2), v))
            divisor = torch.bmm(q, k.sum(dim=1).unsqueeze(2)) if normalize else None
        if divisor is not None:
            y = y / (divisor.view(*y.shape[:2], 1) + eps)
        return y.unflatten(0, (-1, heads)).transpose(1, 2).flatten(2)
    """)
}
