import ArchGraph
import ArchPyTorch

extension Einsum: PyTorchWritable {
  /// `torch.einsum`, with a letter for the batch.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    guard case .success(let equation) = read else { return PyTorchCode("torch.einsum()") }
    let values = inputs.indices.dropFirst().reduce("\(.x)" as PyTorchExpression) { "\($0), \(.input($1))" }
    let text = equation.text(isBatched: true)
    let isNumber = equation.axes(ranks: inputs.map(\.rank))?.result.isEmpty ?? false
    var code = PyTorchCode(
      "torch.einsum(\"\(text: text)\", \(values))\(text: isNumber ? ".unsqueeze(-1)" : "")")
    let plan = plan(inputs)
    let products = plan.steps.map(\.inner).filter { !$0.isEmpty }
    if !products.isEmpty, products.allSatisfy({ plan.extents($0).allSatisfy { $0 == 1 } }) {
      code.uncounted =
        "where all axes that are summed have a single position it multiplies element by element"
    }
    return code
  }
}
