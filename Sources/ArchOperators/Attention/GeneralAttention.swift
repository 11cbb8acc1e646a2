import ArchPyTorch

extension PyTorchDefinition {
  /// A mask of scores by position, `[queries, keys]`: true if a score stays.
  static let attentionMask = PyTorchDefinition(
    "attention_mask",
    """
    def attention_mask(queries, keys, causal=False, reach=None, prefix=None, block=None):
        \"\"\"Which keys each query sees; the last query stands beside the last key.\"\"\"
        query, key = torch.arange(keys - queries, keys)[:, None], torch.arange(keys)[None, :]
        seen = torch.ones(queries, keys, dtype=torch.bool)
        if causal:
            seen &= key <= query
        if reach is not None:
            seen &= (key - query).abs() < reach
        if prefix is not None:
            seen |= key < prefix
        if block is not None:
            seen &= query // block == key // block
        return seen
    """)

  /// Attention with all options of the language.
  static let generalAttention = PyTorchDefinition(
    "GeneralAttention",
    """
    class GeneralAttention(nn.Module):
        \"\"\"Multi-head attention of [..., tokens, features] with norms, rotary positions, masks and a cache.\"\"\"

        def __init__(
            self, features, heads, key_width=None, value_width=None, key_heads=None, memory_features=None,
            bias=True, output_bias=None, output=True, causal=False, window=None, query_bias=None, key_bias=None,
            value_bias=None, norm="none", learnt_scale=False, class_token=False, past=0, rotary=None,
            rotary_width=None, rotary_interleaved=False, rotary_scale=1.0, rotary_scaling=None, scale=None,
            soft_cap=None, reach=None, prefix=None, block=None,
        ):
            super().__init__()
            key_width = key_width or features // heads
            value_width = value_width or key_width
            source = memory_features or features
            self.heads = heads
            self.key_heads = key_heads or heads
            self.past = past
            self.soft_cap = soft_cap
            self.factor = key_width**-0.5 if scale is None else scale
            turns = (rotary, rotary_width, rotary_interleaved, rotary_scale, rotary_scaling)
            self.rotary = None if rotary is None else turns
            self.mask = dict(causal=causal, reach=reach, prefix=prefix, block=block)
            given = lambda own: bias if own is None else own
            self.query = nn.Linear(features, heads * key_width, bias=given(query_bias))
            self.key = nn.Linear(source, self.key_heads * key_width, bias=given(key_bias))
            self.value = nn.Linear(source, self.key_heads * value_width, bias=given(value_bias))
            self.output = nn.Linear(heads * value_width, features, bias=given(output_bias)) if output else None
            self.normalise = norm == "l2"
            norms = {"rms": nn.RMSNorm, "layer": nn.LayerNorm}
            self.query_norm = norms[norm](key_width, eps=1e-6) if norm in norms else nn.Identity()
            self.key_norm = norms[norm](key_width, eps=1e-6) if norm in norms else nn.Identity()
            self.scale = nn.Parameter(torch.zeros(heads)) if learnt_scale else None
            self.relative_bias = None
            if window is not None:
                # A learnt bias for each pair of tokens by how far they lie apart in the window.
                distances, places, factor = 1, 0, 1
                for extent in window:
                    distances *= 2 * extent - 1
                self.relative_bias = nn.Parameter(torch.zeros(distances + (3 if class_token else 0), heads))
                positions = torch.cartesian_prod(*(torch.arange(extent) for extent in window)).reshape(-1, len(window))
                for axis in reversed(range(len(window))):
                    position = positions[:, axis]
                    places = places + (position[:, None] - position[None, :] + window[axis] - 1) * factor
                    factor *= 2 * window[axis] - 1
                if class_token:
                    places = F.pad(places, (1, 0, 1, 0))
                    places[0, :], places[:, 0], places[0, 0] = distances, distances + 1, distances + 2
                self.register_buffer("places", places, persistent=False)
            if past:
                self.past_keys = nn.Buffer(torch.zeros(past, self.key_heads * key_width))
                self.past_values = nn.Buffer(torch.zeros(past, self.key_heads * value_width))

        def forward(self, x, memory=None):
            memory = x if memory is None else memory
            query = self.query_norm(self.query(x).unflatten(-1, (self.heads, -1))).transpose(-2, -3)
            key = self.key_norm(self.key(memory).unflatten(-1, (self.key_heads, -1))).transpose(-2, -3)
            value = self.value(memory).unflatten(-1, (self.key_heads, -1)).transpose(-2, -3)
            if self.normalise:
                query, key = F.normalize(query, dim=-1, eps=1e-6), F.normalize(key, dim=-1, eps=1e-6)
            if self.rotary is not None:
                first = self.past + key.shape[-2] - query.shape[-2]
                query = rotate(query, self.rotary[0], first, *self.rotary[1:])
                key = rotate(key, self.rotary[0], self.past, *self.rotary[1:])
            if self.past:
                before = [
                    tensor.unflatten(-1, (self.key_heads, -1)).transpose(0, 1).expand(x.shape[0], -1, -1, -1)
                    for tensor in (self.past_keys, self.past_values)
                ]
                key, value = torch.cat((before[0], key), dim=-2), torch.cat((before[1], value), dim=-2)
            if self.key_heads != self.heads:
                key = key.repeat_interleave(self.heads // self.key_heads, dim=-3)
                value = value.repeat_interleave(self.heads // self.key_heads, dim=-3)
            if self.scale is not None:
                query = query * self.scale.clamp(max=4.6051702).exp()[:, None, None]
            else:
                query = query * self.factor
            scores = query @ key.transpose(-1, -2)
            if self.relative_bias is not None:
                scores = scores + self.relative_bias[self.places].permute(2, 0, 1)
            if self.soft_cap is not None:
                scores = torch.tanh(scores / self.soft_cap) * self.soft_cap
            seen = attention_mask(scores.shape[-2], scores.shape[-1], **self.mask).to(x.device)
            scores = scores.masked_fill(~seen, float("-inf"))
            y = (scores.softmax(dim=-1) @ value).transpose(-2, -3).flatten(-2)
            return y if self.output is None else self.output(y)
    """)
}
