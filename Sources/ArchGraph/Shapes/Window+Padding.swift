// The reads of a window from its padding.

extension Window {
  /// The pairs of a position and a tap in the padding, if every tap of a position is multiplied, or `nil` if there
  /// are none.
  public func tapsInPadding(over spatial: ArraySlice<Int>) -> Factor? {
    // Most windows have no padding, so their axes need no look.
    if padding == .valid, !ceil { return nil }
    guard let axes = try? axes(over: spatial), axes.contains(where: \.mayLeave) else { return nil }
    var (all, inside) = (CheckedInteger(1), CheckedInteger(1))
    for (axis, extent) in zip(axes, spatial) {
      guard let steps = axis.steps(over: extent) else { return nil }
      all = all * CheckedInteger(steps) * CheckedInteger(axis.kernel)
      inside = inside * axis.tapsInside(extent, steps: steps)
    }
    guard let count = (all - inside).value, count > 0 else { return nil }
    return Factor("taps_in_padding", count)
  }
}

extension WindowAxis {
  /// Whether a window can hang over an edge.
  fileprivate var mayLeave: Bool { before > 0 || after > 0 || ceil || isSame || isCausal }

  /// The pairs of a position and a tap on an element; no value if that exceeds 64 bits.
  ///
  /// A tap `t` is on an element at the positions `p` with `0 <= p*stride - before + t*dilation < extent`: those below
  /// `floor((extent - 1 + before - t*dilation)/stride) + 1`, without those below `ceil((before - t*dilation)/stride)`.
  fileprivate func tapsInside(_ extent: Int, steps: Int) -> CheckedInteger {
    let (before, stride) = (Int128(before), Int128(stride))
    let inside =
      positions(from: Int128(extent) - 1 + before + stride, steps: steps)
      - positions(from: before + stride - 1, steps: steps)
    return CheckedInteger(Int(exactly: inside))
  }

  /// The sum of `floor((start - t*dilation)/stride)` over all taps `t`, with each term limited to 0 up to `steps`.
  ///
  /// A kernel may have too many taps to walk over.
  private func positions(from start: Int128, steps: Int) -> Int128 {
    let (stride, dilation, count, steps) = (Int128(stride), Int128(dilation), Int128(kernel), Int128(steps))
    /// The taps at which the quotient is at least `quotient`.
    func taps(reaching quotient: Int128) -> Int128 {
      let rest = start - quotient * stride
      return rest < 0 ? 0 : min(count, rest / dilation + 1)
    }
    let (full, some) = (taps(reaching: steps), taps(reaching: 1))
    guard some > full else { return full * steps }
    // From the last of them upwards the terms grow.
    let least = start - (some - 1) * dilation
    return full * steps + Self.quotients(some - full, dilation, least, by: stride)
  }

  /// The sum of `floor((a*i + b)/m)` over `i` from 0 up to, but not including, `n`, by Euclid's steps.
  private static func quotients(_ n: Int128, _ a: Int128, _ b: Int128, by m: Int128) -> Int128 {
    var (n, a, b, m) = (n, a, b, m)
    var sum: Int128 = 0
    while n > 0 {
      sum += (n - 1) * n / 2 * (a / m) + n * (b / m)
      (a, b) = (a % m, b % m)
      let last = a * n + b
      if last < m { break }
      (n, b) = (last / m, last % m)
      (a, m) = (m, a)
    }
    return sum
  }
}
