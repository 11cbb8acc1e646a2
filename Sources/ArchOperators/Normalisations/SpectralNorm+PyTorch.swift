import ArchGraph
import ArchPyTorch

extension SpectralNorm: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let (rows, columns) = matrix(of: inputs[0])
    return PyTorchCode(
      module: .call(
        "SpectralNorm",
        [
          .position("rows", PyTorchLiteral(rows.value)), .position("columns", PyTorchLiteral(columns.value)),
          .named("dim", PyTorchLiteral(place(of: axis, in: inputs[0]) + 1), default: 1),
          .named("n_power_iterations", PyTorchLiteral(iterations), default: 0),
          .named("eps", PyTorchLiteral(epsilon), default: 1e-12),
        ]), definitions: [.spectralNorm])
  }
}

extension PyTorchDefinition {
  static let spectralNorm = PyTorchDefinition(
    "SpectralNorm",
    """
    class SpectralNorm(nn.Module):
        \"\"\"Weights, with a batch axis before their own, over an estimate of their largest singular value.\"\"\"

        def __init__(self, rows, columns, dim=1, n_power_iterations=0, eps=1e-12):
            super().__init__()
            self.dim = dim
            self.n_power_iterations = n_power_iterations
            self.eps = eps
            self.register_buffer("u", F.normalize(torch.randn(rows), dim=0))
            self.register_buffer("v", F.normalize(torch.randn(columns), dim=0))

        def forward(self, w):
            matrix = w.movedim(self.dim, 1).flatten(2)
            u, v = self.u[None, None], self.v[None, :, None]
            with torch.no_grad():
                for _ in range(self.n_power_iterations):
                    u = F.normalize(matrix @ v, dim=1, eps=self.eps).mT
                    v = F.normalize(u @ matrix, dim=2, eps=self.eps).mT
            sigma = u @ (matrix @ v)
            return w / sigma.reshape((-1,) + (1,) * (w.dim() - 1))
    """)
}
