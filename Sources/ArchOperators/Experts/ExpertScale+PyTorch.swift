import ArchGraph
import ArchPyTorch

extension ExpertScale: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "ExpertScale",
        [
          .position("features", PyTorchLiteral(inputs[0][1])), .named("experts", PyTorchLiteral(experts)),
          .named("scale", PyTorchLiteral(scale), default: true),
          .named("bias", PyTorchLiteral(bias), default: true),
        ]), value: .module(.x, .y), definitions: [.expertScale])
  }
}

extension PyTorchDefinition {
  static let expertScale = PyTorchDefinition(
    "ExpertScale",
    """
    class ExpertScale(nn.Module):
        \"\"\"A factor and a shift of each feature for several experts; each row has those of the one that is chosen for it.\"\"\"

        def __init__(self, features, experts, scale=True, bias=True):
            super().__init__()
            self.experts = experts
            self.weight = nn.Parameter(torch.ones(experts, features)) if scale else None
            self.bias = nn.Parameter(torch.zeros(experts, features)) if bias else None

        def forward(self, x, chosen):
            expert = chosen.flatten(1).long().clamp(0, self.experts - 1)
            y = x if self.weight is None else x * self.weight[expert]
            return y if self.bias is None else y + self.bias[expert]
    """)
}
