import ArchGraph
import ArchPyTorch

extension BucketedBias: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      .call(
        "bucketed_bias",
        [
          .x, .position("tokens", PyTorchLiteral(tokens)),
          .named("past", PyTorchLiteral(past), default: 0),
          .named("distance", PyTorchLiteral(distance), default: 128),
          .named("causal", PyTorchLiteral(causal), default: false),
        ]), definitions: [.bucketedBias])
  }
}

extension PyTorchDefinition {
  static let bucketedBias = PyTorchDefinition(
    "bucketed_bias",
    """
    def bucketed_bias(table, tokens, past=0, distance=128, causal=False):
        \"\"\"The rows of [..., buckets, heads] for all pairs of tokens, by buckets of distances: [..., heads, tokens, keys].\"\"\"
        relative = torch.arange(past + tokens)[None, :] - torch.arange(past, past + tokens)[:, None]
        side = table.shape[-2] if causal else table.shape[-2] // 2
        first = 0 if causal else (relative > 0).long() * side
        apart = (-relative).clamp(min=0) if causal else relative.abs()
        exact = side // 2
        growth = (apart.clamp(min=1).float() / exact).log() / math.log(distance / exact)
        far = (exact + (growth * (side - exact)).long()).clamp(max=side - 1)
        bucket = first + torch.where(apart < exact, apart, far)
        return table[..., bucket.to(table.device), :].movedim(-1, -3)
    """)
}
