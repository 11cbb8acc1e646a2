import ArchGraph
import ArchPyTorch

extension WeightNorm: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let axis = place(of: axis, in: inputs[0])
    return PyTorchCode(
      module: .call(
        "WeightNorm",
        [
          .position("count", PyTorchLiteral(inputs[0][axis])),
          .named("dim", PyTorchLiteral(axis + 1), default: 1),
        ]), definitions: [.weightNorm])
  }
}

extension PyTorchDefinition {
  static let weightNorm = PyTorchDefinition(
    "WeightNorm",
    """
    class WeightNorm(nn.Module):
        \"\"\"Weights, with a batch axis before their own, with a learnt length along an axis.\"\"\"

        def __init__(self, count, dim=1):
            super().__init__()
            self.dim = dim
            self.weight = nn.Parameter(torch.ones(count))

        def forward(self, v):
            rows = v.movedim(self.dim, 1)
            length = rows.flatten(2).norm(dim=2) if rows.dim() > 2 else rows.abs()
            factor = (self.weight / length).reshape(rows.shape[:2] + (1,) * (rows.dim() - 2))
            return (rows * factor).movedim(1, self.dim)
    """)
}
