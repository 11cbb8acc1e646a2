import ArchGraph
import ArchPyTorch

extension Reduction {
  /// A call of one of PyTorch's reductions, by the name of its method.
  ///
  /// - Parameters:
  ///   - function: a function of the library, if tensors have no method for it.
  ///   - others: further arguments, as text.
  func pytorchReduction(
    _ method: String, function: String? = nil, _ others: [String] = [], of input: Shape
  ) -> PyTorchCode {
    let reduced = resolved(axes, of: input)
    // All axes together leave one result for each example, which is a shape of one axis here.
    let isAll = reduced.count == input.rank && !keepsDimensions
    let x: PyTorchExpression = isAll ? "\(.x).flatten(1)" : .first
    let dims = isAll ? PyTorchLiteral(1) : PyTorchLiteral(reduced.map { $0 + 1 })
    let rest = (others + (keepsDimensions || isAll ? ["keepdim=True"] : [])).map { ", \($0)" }.joined()
    if let function { return PyTorchCode("\(text: function)(\(x), dim=\("dim", dims)\(text: rest))") }
    return PyTorchCode("\(x).\(text: method)(dim=\("dim", dims)\(text: rest))")
  }

  /// A search for an index, which PyTorch has along one axis only.
  func pytorchSearch(_ method: String, of input: Shape) -> PyTorchCode {
    let reduced = resolved(axes, of: input)
    let others = (0..<input.rank).filter { !reduced.contains($0) }
    if reduced.count == 1, keepsDimensions || !others.isEmpty {
      let keeps = keepsDimensions ? ", keepdim=True" : ""
      return PyTorchCode(
        "\(.x).\(text: method)(dim=\("dim", PyTorchLiteral(reduced[0] + 1))\(text: keeps)).to(\(.x).dtype)")
    }
    let order = ([0] + (others + reduced).map { $0 + 1 }).map(String.init).joined(separator: ", ")
    let extents =
      keepsDimensions
      ? (0..<input.rank).map { reduced.contains($0) ? 1 : input[$0] }
      : others.isEmpty ? [1] : others.map { input[$0] }
    let shape = extents.map(String.init).joined(separator: ", ")
    return PyTorchCode(
      "\(.x).permute(\(text: order)).flatten(\(text: "\(others.count + 1)")).\(text: method)(dim=-1).reshape(-1, \(text: shape)).to(\(.x).dtype)"
    )
  }
}
