import ArchGraph
import ArchPyTorch

extension Cumsum: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let dim = pytorchAxis(axis)
    guard isExclusive else {
      return isReverse
        ? PyTorchCode("\(.x).flip(\("dim", dim)).cumsum(dim=\("dim", dim)).flip(\("dim", dim))")
        : PyTorchCode("\(.x).cumsum(dim=\("dim", dim))")
    }
    return PyTorchCode(
      .call(
        "exclusive_cumsum",
        [.x, .named("dim", dim), .named("reverse", PyTorchLiteral(isReverse), default: false)]),
      definitions: [.exclusiveCumsum])
  }
}

extension PyTorchDefinition {
  static let exclusiveCumsum = PyTorchDefinition(
    "exclusive_cumsum",
    """
    def exclusive_cumsum(x, dim, reverse=False):
        \"\"\"The sums of the elements before each position of an axis, or behind it.\"\"\"
        if reverse:
            return exclusive_cumsum(x.flip(dim), dim).flip(dim)
        before = x.narrow(dim, 0, x.shape[dim] - 1).cumsum(dim=dim)
        return torch.cat([torch.zeros_like(x.narrow(dim, 0, 1)), before], dim=dim)
    """)
}
