import ArchGraph
import ArchPyTorch

extension Fold: PyTorchWritable {
  /// PyTorch's fold is for two axes and pads both sides alike: other padding uses a larger map, which is cut.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    guard let axes = try? window.axes(over: size[...]) else { return PyTorchCode(.first) }
    let isEven = axes.allSatisfy { $0.before == $0.after }
    let whole = isEven ? size : zip(size, axes).map { $0 + $1.before + $1.after }
    let padding = isEven ? axes.map(\.before) : axes.map { _ in 0 }
    let map = PyTorchExpression.call(
      "F.fold",
      [.x, .named("output_size", PyTorchLiteral(size.count == 1 ? [1] + whole : whole))]
        + window.pytorchColumns(rank: size.count, padding: padding))
    let row = size.count == 1 ? "\(map).squeeze(2)" : map
    if isEven { return PyTorchCode(row) }
    let parts = zip(axes, size).map { "\($0.before):\($0.before + $1)" }
    return PyTorchCode("\(row)\(text: Shape.pytorchIndex([":"] + parts))")
  }
}
