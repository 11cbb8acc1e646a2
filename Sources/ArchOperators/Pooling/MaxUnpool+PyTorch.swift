import ArchGraph
import ArchPyTorch

extension MaxUnpool: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[1].rank - 1
    guard let axes = try? window.axes(over: inputs[1].spatial) else { return PyTorchCode(.first) }
    let sides = axes.map { Padding.Sides($0.before, $0.after) }
    return PyTorchCode(
      .call(
        "max_unpool",
        [
          .x, .y, .position("kernel_size", PyTorchLiteral(window.kernel.expanded(to: rank))),
          .position("stride", PyTorchLiteral(window.stride.expanded(to: rank))),
          .named(
            "padding", PyTorchLiteral(sides.lastFirst),
            default: PyTorchLiteral(Array(repeating: 0, count: 2 * rank))),
        ]), definitions: [.maxUnpool])
  }
}

extension PyTorchDefinition {
  static let maxUnpool = PyTorchDefinition(
    "max_unpool",
    """
    def max_unpool(values, pooled_from, kernel_size, stride, padding=()):
        \"\"\"Each value where the largest element of its window stood, and zeros elsewhere.\"\"\"
        x = F.pad(pooled_from, padding, value=float("-inf")) if padding else pooled_from
        pool = (F.max_pool1d, F.max_pool2d, F.max_pool3d)[len(kernel_size) - 1]
        places = pool(x, kernel_size, stride, return_indices=True)[1]
        y = torch.zeros_like(x).flatten(2).scatter(2, places.flatten(2), values.flatten(2)).view(x.shape)
        for axis, (before, extent) in enumerate(zip(reversed(padding[::2]), pooled_from.shape[2:])):
            y = y.narrow(2 + axis, before, extent)
        return y
    """)
}
