import ArchGraph
import ArchPyTorch

extension TokenCache: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    guard past > 0 else { return PyTorchCode(.first) }
    return PyTorchCode(
      module: .call(
        "TokenCache",
        [
          .position("past", PyTorchLiteral(past)), .position("features", PyTorchLiteral(inputs[0][1])),
        ]), definitions: [.tokenCache])
  }
}

extension PyTorchDefinition {
  static let tokenCache = PyTorchDefinition(
    "TokenCache",
    """
    class TokenCache(nn.Module):
        \"\"\"The rows of the tokens that have gone before, and behind them those that come.\"\"\"

        def __init__(self, past, features):
            super().__init__()
            self.past = nn.Buffer(torch.zeros(past, features))

        def forward(self, x):
            return torch.cat((self.past.expand(x.shape[0], -1, -1), x), dim=-2)
    """)
}
