/// A window that slides over the spatial axes of its input, as in a convolution or a pooling.
public struct Window: Hashable, Sendable {
  /// The number of taps on each axis.
  public var kernel: Axes
  /// The step from one position to the next.
  public var stride: Axes
  /// The distance between neighbouring taps.
  public var dilation: Axes
  /// The padding around the input.
  public var padding: Padding
  /// Whether a last window that hangs over the edge counts.
  public var ceil: Bool

  /// A window; everything except the kernel has the usual default.
  public init(
    kernel: Axes, stride: Axes = 1, dilation: Axes = 1, padding: Padding = 0, ceil: Bool = false
  ) {
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.padding = padding
    self.ceil = ceil
  }

  /// The window on each axis of `spatial`; its padding may depend on the extent.
  ///
  /// - Throws: ``Misfit/axes(argument:given:needed:)`` if it was written for a different number of axes, and
  ///   ``Misfit/window(axis:kernel:padded:input:)`` if it is larger than the padded input.
  package func axes(over spatial: ArraySlice<Int>) throws(Misfit) -> [WindowAxis] {
    try check(rank: spatial.count)
    var result: [WindowAxis] = []
    result.reserveCapacity(spatial.count)
    for axis in 0..<spatial.count {
      let extent = spatial[spatial.startIndex + axis]
      let resolved = try self.axis(axis, of: spatial.count, over: extent)
      let padded = CheckedInteger(extent) + CheckedInteger(resolved.before) + CheckedInteger(resolved.after)
      guard let padded = padded.value else { throw .tooLarge([extent]) }
      // With `ceil`, even the only window may hang over the edge by less than a step, as the last one may.
      let room = CheckedInteger(padded) + CheckedInteger(ceil && padding != .same ? resolved.stride - 1 : 0)
      if resolved.extent > room.value ?? .max {
        throw .window(
          axis: Axis.spatial(spatial.count)[axis], kernel: resolved.extent, padded: padded, input: extent)
      }
      result.append(resolved)
    }
    return result
  }

  /// The extents that the window produces from `spatial`, after the leading extent, the channels.
  public func extents(_ leading: Extent, over spatial: ArraySlice<Int>) throws(Misfit) -> [Extent] {
    let axes = try axes(over: spatial)
    var result: [Extent] = []
    result.reserveCapacity(axes.count + 1)
    result.append(leading)
    for (axis, input) in zip(axes, spatial) {
      guard let steps = axis.steps(over: input) else { throw .tooLarge([input]) }
      result.append(Extent(value: steps, origin: .window(axis, input: input)))
    }
    return result
  }

  /// Checks that nothing was written for a different number of axes.
  ///
  /// - Parameter isTransposed: whether it is read backwards, which has different words for what it cannot have.
  func check(rank: Int, isTransposed: Bool = false) throws(Misfit) {
    if let count = kernel.count, count != rank { throw .axes(argument: "kernel", given: count, needed: rank) }
    if let count = stride.count, count != rank { throw .axes(argument: "stride", given: count, needed: rank) }
    if let count = dilation.count, count != rank {
      throw .axes(argument: "dilation", given: count, needed: rank)
    }
    if let count = padding.count, count != rank {
      throw .axes(argument: "padding", given: count, needed: rank)
    }
    if padding == .causal, rank != 1, !isTransposed {
      let sides = kernel.expanded(to: rank).enumerated().map { axis, kernel in
        let whole = CheckedInteger(dilation(axis)) * CheckedInteger(kernel - 1)
        let total = whole.value ?? Limits.extent
        return axis == 0 ? "[\(total), 0]" : "[\(total / 2), \(total - total / 2)]"
      }
      throw .conflict(
        "`padding: causal` is for one spatial axis, but the input has \(rank)",
        help: "in numbers, causal on the first axis only: `padding: [\(sides.joined(separator: ", "))]`")
    }
  }

  private func axis(_ axis: Int, of rank: Int, over extent: Int) throws(Misfit) -> WindowAxis {
    var result = WindowAxis(
      kernel: kernel(axis), stride: stride(axis), dilation: dilation(axis), before: 0, after: 0, ceil: ceil)
    guard result.checkedExtent != nil else { throw .tooLarge([kernel(axis)]) }
    switch padding {
    case .symmetric(let amount):
      result.before = amount(axis)
      result.after = amount(axis)
    case .explicit(let sides):
      result.before = sides[axis].before
      result.after = sides[axis].after
    case .same:
      let steps = (extent + result.stride - 1) / result.stride
      let covered = CheckedInteger((steps - 1) * result.stride) + CheckedInteger(result.checkedExtent)
      guard let excess = (covered - CheckedInteger(extent)).value else { throw .tooLarge([kernel(axis)]) }
      let total = max(0, excess)
      result.before = total / 2
      result.after = total - total / 2
      result.isSame = true
    case .causal:
      result.before = result.extent - 1
      result.isCausal = true
      // Each window ends at an element of the input, so none hangs over.
      result.ceil = false
    }
    return result
  }

  /// The kernel's sizes as factors: `kernel_height`, `kernel_width`.
  public func taps(rank: Int) -> [Factor] {
    var factors: [Factor] = []
    factors.reserveCapacity(rank)
    appendTaps(rank: rank, to: &factors)
    return factors
  }

  /// Appends the kernel's sizes as factors.
  public func appendTaps(rank: Int, to factors: inout [Factor]) {
    switch rank {
    case 1: factors.append(Factor("kernel", kernel(0)))
    case 2:
      factors.append(Factor("kernel_height", kernel(0)))
      factors.append(Factor("kernel_width", kernel(1)))
    default:
      for (axis, name) in Axis.spatial("kernel_", rank).enumerated() {
        factors.append(Factor(name, kernel(axis)))
      }
    }
  }
}
