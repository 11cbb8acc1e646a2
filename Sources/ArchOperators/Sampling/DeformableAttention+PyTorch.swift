import ArchGraph
import ArchPyTorch

extension DeformableAttention: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let levels = levels.map { PyTorchLiteral($0).text }
    let tensors = ["value", "offset", "score", "output"].flatMap { name in
      bias ? ["\(name).weight", "\(name).bias"] : ["\(name).weight"]
    }
    return PyTorchCode(
      module: .call(
        "DeformableAttention",
        [
          .position("features", PyTorchLiteral(inputs[0][1])), .position("heads", PyTorchLiteral(heads)),
          .position(
            "levels",
            PyTorchLiteral(text: "(\(levels.joined(separator: ", "))\(levels.count == 1 ? "," : ""))")),
          .named("points", PyTorchLiteral(points), default: 4),
          .named(
            "memory_features", PyTorchLiteral(inputs[1][1]), default: PyTorchLiteral(inputs[0][1])),
          .named("bias", PyTorchLiteral(bias), default: true),
        ]),
      value: .module(.x, .y, .value("\(.input(2))")), tensors: tensors,
      definitions: [.readBilinear, .deformableAttention])
  }
}

extension PyTorchDefinition {
  static let deformableAttention = PyTorchDefinition(
    "DeformableAttention",
    """
    class DeformableAttention(nn.Module):
        \"\"\"Attention in which each query reads a few places of maps, whose positions follow each other in a memory.\"\"\"

        def __init__(self, features, heads, levels, points=4, memory_features=None, bias=True):
            super().__init__()
            self.heads, self.levels, self.points = heads, levels, points
            places = heads * len(levels) * points
            self.value = nn.Linear(memory_features or features, features, bias=bias)
            self.offset = nn.Linear(features, 2 * places, bias=bias)
            self.score = nn.Linear(features, places, bias=bias)
            self.output = nn.Linear(features, features, bias=bias)

        def forward(self, x, memory, reference):
            batch, queries = x.shape[:2]
            value = self.value(memory).unflatten(-1, (self.heads, -1)).permute(0, 2, 3, 1).flatten(0, 1)
            maps = value.split([height * width for height, width in self.levels], dim=2)
            offset = self.offset(x).view(batch, queries, self.heads, len(self.levels), self.points, 2)
            reads = []
            for level, (height, width) in enumerate(self.levels):
                start = reference[:, :, level] * torch.tensor([width, height], dtype=x.dtype, device=x.device) - 0.5
                place = (start[:, :, None, None] + offset[:, :, :, level]).transpose(1, 2).flatten(0, 1).flatten(1, 2)
                read = read_bilinear(maps[level].unflatten(2, (height, width)), place[..., 1], place[..., 0])
                reads.append(read.unflatten(2, (queries, self.points)))
            # [batch * heads, queries, places, width], weighed by a softmax over all places.
            reads = torch.cat(reads, dim=3).permute(0, 2, 3, 1)
            shares = self.score(x).unflatten(-1, (self.heads, -1)).softmax(-1).transpose(1, 2).flatten(0, 1)
            y = (shares.unsqueeze(2) @ reads).squeeze(2).unflatten(0, (batch, self.heads))
            return self.output(y.transpose(1, 2).flatten(2))
    """)
}
