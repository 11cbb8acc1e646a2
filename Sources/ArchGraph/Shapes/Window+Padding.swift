// What a window reads of its padding.

extension Window {
  /// The pairs of a position and a tap that lie in the padding, where every tap of a position is multiplied; nil where there
  /// are none.
  public func tapsInPadding(over spatial: ArraySlice<Int>) -> Factor? {
    guard let axes = try? axes(over: spatial), axes.contains(where: \.mayLeave) else { return nil }
    var (all, inside) = (CheckedInteger(1), CheckedInteger(1))
    for (axis, extent) in zip(axes, spatial) {
      guard let steps = axis.steps(over: extent) else { return nil }
      all = all * CheckedInteger(steps) * CheckedInteger(axis.kernel)
      inside = inside * CheckedInteger(axis.tapsInside(extent, steps: steps))
    }
    guard let count = (all - inside).value, count > 0 else { return nil }
    return Factor("taps_in_padding", count)
  }
}

extension WindowAxis {
  /// Whether a window can hang over an edge.
  fileprivate var mayLeave: Bool { before > 0 || after > 0 || ceil || isSame || isCausal }

  /// The pairs of a position and a tap that lie on an element.
  fileprivate func tapsInside(_ extent: Int, steps: Int) -> Int {
    (0..<kernel).reduce(0) { sum, tap in
      // `0 <= p*stride - before + tap*dilation < extent`.
      let offset = tap * dilation - before
      let first = offset >= 0 ? 0 : (-offset + stride - 1) / stride
      let end = extent - offset
      let last = end <= 0 ? -1 : min(steps - 1, (end - 1) / stride)
      return sum + max(0, last - first + 1)
    }
  }
}
