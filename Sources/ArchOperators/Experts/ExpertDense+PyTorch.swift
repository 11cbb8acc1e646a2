import ArchGraph
import ArchPyTorch

extension ExpertDense: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "ExpertLinear",
        [
          .position("in_features", PyTorchLiteral(inputs[0][1])),
          .position("out_features", PyTorchLiteral(units)),
          .named("experts", PyTorchLiteral(experts)), .named("bias", PyTorchLiteral(bias), default: true),
        ]), value: .module(.x, .y), definitions: [.expertLinear])
  }
}

extension PyTorchDefinition {
  static let expertLinear = PyTorchDefinition(
    "ExpertLinear",
    """
    class ExpertLinear(nn.Module):
        \"\"\"Linear layers of several experts; each row goes through the one that is chosen for it.\"\"\"

        def __init__(self, in_features, out_features, experts, bias=True):
            super().__init__()
            self.weight = nn.Parameter(torch.zeros(experts, out_features, in_features))
            self.bias = nn.Parameter(torch.zeros(experts, out_features)) if bias else None

        def forward(self, x, chosen):
            expert = chosen.flatten(1).long().clamp(0, self.weight.shape[0] - 1).flatten()
            rows = x.flatten(0, 1)
            if x.is_meta or rows.shape[0] * self.weight[0].numel() < 2**26:
                y = torch.bmm(self.weight[expert], rows[:, :, None])[:, :, 0]
                y = y if self.bias is None else y + self.bias[expert]
                return y.unflatten(0, x.shape[:2])
            # Weights that would be too many if each row had its own: expert by expert.
            y = torch.zeros(rows.shape[0], self.weight.shape[1], dtype=x.dtype, device=x.device)
            for index in expert.unique().tolist():
                own = expert == index
                bias = None if self.bias is None else self.bias[index]
                y[own] = F.linear(rows[own], self.weight[index], bias)
            return y.unflatten(0, x.shape[:2])
    """)
}
