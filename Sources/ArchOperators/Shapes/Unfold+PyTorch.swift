import ArchGraph
import ArchPyTorch

extension Unfold: PyTorchWritable {
  /// PyTorch's unfold is for two axes; a sequence is a map of one row.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    let padding = window.pytorchPadding(over: inputs[0].spatial)
    let x = rank == 1 ? "\(padding.padded()).unsqueeze(2)" : padding.padded()
    return PyTorchCode(
      .call("F.unfold", [.value(x)] + window.pytorchColumns(rank: rank, padding: padding.own)))
  }
}

extension Window {
  /// The arguments of `F.unfold` and `F.fold` for the window.
  func pytorchColumns(rank: Int, padding: [Int]) -> [PyTorchArgument] {
    func literal(_ values: [Int], _ inner: Int) -> PyTorchLiteral {
      rank == 1 ? PyTorchLiteral([inner] + values) : PyTorchLiteral(axes: values)
    }
    return [
      .named("kernel_size", literal(kernel.expanded(to: rank), 1)),
      .named("dilation", literal(dilation.expanded(to: rank), 1), default: 1),
      .named("padding", literal(padding, 0), default: 0),
      .named("stride", literal(stride.expanded(to: rank), 1), default: 1),
    ]
  }
}
