import ArchGraph
import ArchPyTorch

extension MultiHead {
  /// Attention by a class that can do everything asked for.
  func pytorch(
    of x: Shape, memory: Shape? = nil, relativeBias: RelativeBias? = nil, past: Int = 0
  ) -> PyTorchCode {
    let features = x[x.rank - 1]
    let key = keyWidth ?? features / max(1, heads)
    let value = valueWidth ?? key
    let source = memory.map { $0[$0.rank - 1] } ?? features
    var arguments: [PyTorchArgument] = [
      .position("features", PyTorchLiteral(features)), .position("heads", PyTorchLiteral(heads)),
    ]
    if key * heads != features { arguments.append(.named("key_width", PyTorchLiteral(key))) }
    if value != key { arguments.append(.named("value_width", PyTorchLiteral(value))) }
    arguments += [
      .named("key_heads", PyTorchLiteral(keyHeads ?? heads), default: PyTorchLiteral(heads)),
      .named("memory_features", PyTorchLiteral(source), default: PyTorchLiteral(features)),
      .named("bias", PyTorchLiteral(bias), default: true),
      .named("output_bias", PyTorchLiteral(biases.output), default: PyTorchLiteral(bias)),
      .named("output", PyTorchLiteral(output), default: true),
      .named("causal", PyTorchLiteral(scoring.causal), default: false),
    ]
    let window = relativeBias?.window
    if let window { arguments.append(.named("window", PyTorchLiteral(window))) }
    let isPlain = isPlain && past == 0 && (window?.count ?? 2) == 2 && relativeBias?.classToken != true
    if !isPlain { arguments += further(relativeBias, past: past) }
    let tensors = parameters(of: x, memory: memory).map { parameter -> String in
      for (ending, tensor) in [
        ("_norm_weight", "_norm.weight"), ("_norm_bias", "_norm.bias"), ("_weight", ".weight"),
        ("_bias", ".bias"),
      ]
      where parameter.name.hasSuffix(ending) {
        return String(parameter.name.dropLast(ending.count)) + tensor
      }
      return parameter.name
    }
    return PyTorchCode(
      module: .call(isPlain ? "Attention" : "GeneralAttention", arguments),
      value: memory == nil ? .module(.x) : .module(.x, .y),
      tensors: tensors + (window == nil ? [] : ["relative_bias"])
        + (past == 0 ? [] : ["past_keys", "past_values"]),
      definitions: isPlain ? [.attention] : [.rotarySteps, .rotate, .attentionMask, .generalAttention])
  }

  /// Whether there are only projections, scores, a softmax and perhaps a mask of later tokens.
  private var isPlain: Bool {
    var plain = MultiHead(heads: heads)
    (plain.keyWidth, plain.valueWidth, plain.keyHeads) = (keyWidth, valueWidth, keyHeads)
    (plain.bias, plain.outputBias, plain.output) = (bias, outputBias, output)
    plain.scoring.causal = scoring.causal
    return self == plain
  }

  private func further(_ relativeBias: RelativeBias?, past: Int) -> [PyTorchArgument] {
    var arguments: [PyTorchArgument] = [
      .named("query_bias", PyTorchLiteral(biases.query), default: PyTorchLiteral(bias)),
      .named("key_bias", PyTorchLiteral(biases.key), default: PyTorchLiteral(bias)),
      .named("value_bias", PyTorchLiteral(biases.value), default: PyTorchLiteral(bias)),
      .named("norm", PyTorchLiteral(text: "\"\(norm.rawValue)\""), default: PyTorchLiteral(text: "\"none\"")),
      .named("learnt_scale", PyTorchLiteral(learntScale), default: false),
      .named("class_token", PyTorchLiteral(relativeBias?.classToken ?? false), default: false),
      .named("past", PyTorchLiteral(past), default: 0),
    ]
    func optional(_ name: String, _ value: PyTorchLiteral?) {
      if let value { arguments.append(.named(name, value)) }
    }
    optional("rotary", rotary.map { PyTorchLiteral($0.base) })
    optional("rotary_width", rotary?.width.map { PyTorchLiteral($0) })
    if let rotary {
      arguments += [
        .named("rotary_interleaved", PyTorchLiteral(rotary.interleaved), default: false),
        .named("rotary_scale", PyTorchLiteral(rotary.divisor), default: 1.0),
      ]
      if let scaling = rotary.pytorchScaling { arguments.append(.named("rotary_scaling", scaling)) }
    }
    optional("scale", scoring.scale.map { PyTorchLiteral($0) })
    optional("soft_cap", scoring.softCap.map { PyTorchLiteral($0) })
    optional("reach", scoring.window.map { PyTorchLiteral($0) })
    optional("prefix", scoring.prefix.map { PyTorchLiteral($0) })
    optional("block", scoring.block.map { PyTorchLiteral($0) })
    return arguments
  }
}

extension PyTorchDefinition {
  static let attention = PyTorchDefinition(
    "Attention",
    """
    class Attention(nn.Module):
        \"\"\"Multi-head attention of [..., tokens, features]; groups of heads may share their keys and values.\"\"\"

        def __init__(
            self, features, heads, key_width=None, value_width=None, key_heads=None, memory_features=None,
            bias=True, output_bias=None, output=True, causal=False, window=None,
        ):
            super().__init__()
            key_width = key_width or features // heads
            value_width = value_width or key_width
            source = memory_features or features
            self.heads = heads
            self.key_heads = key_heads or heads
            self.causal = causal
            self.query = nn.Linear(features, heads * key_width, bias=bias)
            self.key = nn.Linear(source, self.key_heads * key_width, bias=bias)
            self.value = nn.Linear(source, self.key_heads * value_width, bias=bias)
            output_bias = bias if output_bias is None else output_bias
            self.output = nn.Linear(heads * value_width, features, bias=output_bias) if output else None
            self.relative_bias = None
            if window is not None:
                # A learnt bias for each pair of tokens by how far they lie apart in the window.
                height, width = window
                self.relative_bias = nn.Parameter(torch.zeros((2 * height - 1) * (2 * width - 1), heads))
                row, column = torch.arange(height * width) // width, torch.arange(height * width) % width
                down = row[:, None] - row[None, :] + height - 1
                across = column[:, None] - column[None, :] + width - 1
                self.register_buffer("places", down * (2 * width - 1) + across, persistent=False)

        def forward(self, x, memory=None):
            memory = x if memory is None else memory
            query = self.query(x).unflatten(-1, (self.heads, -1)).transpose(-2, -3)
            key = self.key(memory).unflatten(-1, (self.key_heads, -1)).transpose(-2, -3)
            value = self.value(memory).unflatten(-1, (self.key_heads, -1)).transpose(-2, -3)
            if self.key_heads != self.heads:
                key = key.repeat_interleave(self.heads // self.key_heads, dim=-3)
                value = value.repeat_interleave(self.heads // self.key_heads, dim=-3)
            mask = None
            if self.relative_bias is not None:
                mask = self.relative_bias[self.places].permute(2, 0, 1)
            if self.causal and mask is not None:
                later = torch.ones(mask.shape[1:], dtype=torch.bool, device=x.device).triu(1)
                mask = mask.masked_fill(later, float("-inf"))
            y = F.scaled_dot_product_attention(
                query, key, value, attn_mask=mask, is_causal=self.causal and mask is None
            )
            y = y.transpose(-2, -3).flatten(-2)
            return y if self.output is None else self.output(y)
    """)
}
