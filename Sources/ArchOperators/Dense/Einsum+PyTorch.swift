import ArchGraph
import ArchPyTorch

extension Einsum: PyTorchWritable {
  /// `torch.einsum`, with a letter for the batch.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    guard case .success(let equation) = read else { return PyTorchCode("torch.einsum()") }
    let values = inputs.indices.dropFirst().reduce("\(.x)" as PyTorchExpression) { "\($0), \(.input($1))" }
    let text = equation.text(isBatched: true)
    let isNumber = equation.axes(ranks: inputs.map(\.rank))?.result.isEmpty ?? false
    return PyTorchCode("torch.einsum(\"\(text: text)\", \(values))\(text: isNumber ? ".unsqueeze(-1)" : "")")
  }
}
