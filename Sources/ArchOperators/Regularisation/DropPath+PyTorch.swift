import ArchGraph
import ArchPyTorch

extension DropPath: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call("DropPath", [.position("rate", PyTorchLiteral(rate))]), definitions: [.dropPath])
  }
}

extension PyTorchDefinition {
  static let dropPath = PyTorchDefinition(
    "DropPath",
    """
    class DropPath(nn.Module):
        \"\"\"Leaves the branch out for a share of the examples in training.\"\"\"

        def __init__(self, rate):
            super().__init__()
            self.rate = rate

        def forward(self, x):
            if not self.training or self.rate == 0:
                return x
            kept = x.new_empty((x.shape[0],) + (1,) * (x.dim() - 1)).bernoulli_(1 - self.rate)
            return x * kept / max(1 - self.rate, 1e-12)
    """)
}
