import ArchGraph
import ArchPyTorch

extension LPPool: PyTorchWritable {
  /// PyTorch's pooling takes no absolute values, which matters for powers that are not even.
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    // PyTorch's pooling has no padding, and multiplies means, which have fewer elements at an edge that hangs over.
    let axes = (try? window.axes(over: inputs[0].spatial)) ?? []
    let sides = zip(axes, inputs[0].spatial).map { axis, extent in
      let last = ((axis.steps(over: extent) ?? 1) - 1) * axis.stride + axis.extent
      return Padding.Sides(axis.before, max(axis.after, last - axis.before - extent))
    }
    let isEven = power.truncatingRemainder(dividingBy: 2) == 0
    var x: PyTorchExpression = isEven ? .first : "\(.x).abs()"
    if sides.contains(where: { $0.before > 0 || $0.after > 0 }) {
      x = .call("F.pad", [.value(x), .position("pad", PyTorchLiteral(sides.lastFirst))])
    }
    return PyTorchCode(
      .call(
        "F.lp_pool\(rank)d",
        [.value(x), .position("norm_type", PyTorchLiteral(power))] + window.pytorchPooling(rank: rank)))
  }
}
