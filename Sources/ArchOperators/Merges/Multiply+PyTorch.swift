import ArchGraph
import ArchPyTorch

extension Multiply: PyTorchWritable {
  /// Gates get the axes that they lack.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let rank = inputs.map(\.rank).max() ?? 1
    let factors = inputs.enumerated().map { index, shape -> PyTorchExpression in
      guard shape.rank < rank else { return "\(.input(index))" }
      let index = PyTorchExpression("\(.input(index))")
      return "\(index)\(text: Shape.pytorchIndex([":"] + Array(repeating: "None", count: rank - 1)))"
    }
    return PyTorchForm(factors.dropFirst().reduce(factors[0]) { "\($0) * \($1)" })
  }
}
