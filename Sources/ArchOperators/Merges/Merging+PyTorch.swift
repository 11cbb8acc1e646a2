import ArchGraph
import ArchPyTorch

extension Operator {
  /// The inputs of a merge: those with fewer axes than the others get new ones after the batch, as PyTorch would align
  /// the batch with an axis of the others.
  func pytorchSpread(_ inputs: [Shape]) -> [PyTorchExpression] {
    let rank = inputs.map(\.rank).max() ?? 0
    return inputs.enumerated().map { index, shape in
      let missing = Array(repeating: "None", count: rank - shape.rank)
      return missing.isEmpty
        ? "\(.input(index))" : "\(.input(index))\(text: Shape.pytorchIndex(missing))"
    }
  }

  /// `a + b + c`: an operator between all inputs.
  func pytorchInfix(_ symbol: String, _ inputs: [Shape]) -> PyTorchExpression {
    let values = pytorchSpread(inputs)
    return values.dropFirst().reduce(values[0]) { "\($0) \(text: symbol) \($1)" }
  }
}
