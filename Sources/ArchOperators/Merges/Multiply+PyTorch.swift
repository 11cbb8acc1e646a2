import ArchGraph
import ArchPyTorch

extension Multiply: PyTorchWritable {
  /// Gates get the axes that they lack after their channels.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs.map(\.rank).max() ?? 1
    let channels = inputs.filter { $0.rank == rank }.compactMap(\.dimensions.first).max()
    let values = pytorchSpread(inputs)
    let factors = inputs.enumerated().map { index, shape -> PyTorchExpression in
      guard shape.rank == 1, rank > 1, shape[0] == channels || shape[0] == 1 else { return values[index] }
      let axes = [":"] + Array(repeating: "None", count: rank - 1)
      return "\(.input(index))\(text: Shape.pytorchIndex(axes))"
    }
    return PyTorchCode(factors.dropFirst().reduce(factors[0]) { "\($0) * \($1)" })
  }
}
