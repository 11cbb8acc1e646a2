import ArchGraph
import ArchPyTorch

extension RBF: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "RBF",
        [
          .position("in_features", PyTorchLiteral(inputs[0].dimensions.last ?? 0)),
          .position("units", PyTorchLiteral(units)),
        ]), definitions: [.radialBasis], uncounted: "squares of differences are no matrix product to it")
  }
}

extension PyTorchDefinition {
  static let radialBasis = PyTorchDefinition(
    "RBF",
    """
    class RBF(nn.Module):
        \"\"\"The squared distance from each of the fixed centres.\"\"\"

        def __init__(self, in_features, units):
            super().__init__()
            self.register_buffer("weight", torch.zeros(units, in_features))

        def forward(self, x):
            return (x.unsqueeze(-2) - self.weight).square().sum(dim=-1)
    """)
}
