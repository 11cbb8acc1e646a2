import ArchGraph
import ArchPyTorch

extension Attend: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    var arguments: [PyTorchArgument] = inputs.indices.map { .value("\(.input($0))") }
    if inputs.count == 3 { arguments.append(.value("None")) }
    arguments += [
      .position("heads", PyTorchLiteral(heads)), .position("key_heads", PyTorchLiteral(keyHeads ?? heads)),
    ]
    func optional(_ name: String, _ value: PyTorchLiteral?) {
      if let value { arguments.append(.named(name, value)) }
    }
    optional("scale", scoring.scale.map { PyTorchLiteral($0) })
    optional("soft_cap", scoring.softCap.map { PyTorchLiteral($0) })
    arguments.append(.named("causal", PyTorchLiteral(scoring.causal), default: false))
    optional("reach", scoring.window.map { PyTorchLiteral($0) })
    optional("prefix", scoring.prefix.map { PyTorchLiteral($0) })
    optional("block", scoring.block.map { PyTorchLiteral($0) })
    return PyTorchCode(.call("attend", arguments), definitions: [.attentionMask, .attend])
  }
}

extension PyTorchDefinition {
  static let attend = PyTorchDefinition(
    "attend",
    """
    def attend(query, key, value, bias, heads, key_heads, scale=None, soft_cap=None, **mask):
        \"\"\"Attention of [..., tokens, heads * features]; groups of heads may share their keys and values.\"\"\"
        query = query.unflatten(-1, (heads, -1)).transpose(-2, -3)
        key = key.unflatten(-1, (key_heads, -1)).transpose(-2, -3).repeat_interleave(heads // key_heads, dim=-3)
        value = value.unflatten(-1, (key_heads, -1)).transpose(-2, -3).repeat_interleave(heads // key_heads, dim=-3)
        query = query * (query.shape[-1] ** -0.5 if scale is None else scale)
        scores = query @ key.transpose(-1, -2)
        if bias is not None:
            # The axes of windows stand between that of the examples and those of the bias, unless it has them.
            bias = bias if bias.dim() > 3 else bias[:, None]
            scores = scores + bias.reshape(bias.shape[:1] + (1,) * (scores.dim() - bias.dim()) + bias.shape[1:])
        if soft_cap is not None:
            scores = torch.tanh(scores / soft_cap) * soft_cap
        seen = attention_mask(scores.shape[-2], scores.shape[-1], **mask).to(query.device)
        scores = scores.masked_fill(~seen, float("-inf"))
        return (scores.softmax(dim=-1) @ value).transpose(-2, -3).flatten(-2)
    """)
}
