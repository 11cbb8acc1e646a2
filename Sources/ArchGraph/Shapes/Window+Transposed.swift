/// The window of a transposed convolution, which scatters each input over its taps.
extension Window {
  /// The window on each of `count` spatial axes, read backwards: its padding is cut from the output.
  ///
  /// `same` cuts off enough to make the output `stride` times the input, an odd rest after: it reverses a convolution
  /// with that padding, as in TensorFlow and Keras.
  ///
  /// - Throws: ``Misfit/axes(argument:given:needed:)`` if it was written for a different number of axes, and
  ///   ``Misfit/conflict(_:help:)`` for `same` with a window smaller than its stride, which leaves nothing to cut off.
  package func transposedAxes(count: Int) throws(Misfit) -> [WindowAxis] {
    try check(rank: count, isTransposed: true)
    var result: [WindowAxis] = []
    result.reserveCapacity(count)
    for axis in 0..<count {
      var resolved = WindowAxis(
        kernel: kernel(axis), stride: stride(axis), dilation: dilation(axis), before: 0, after: 0, ceil: false
      )
      guard let extent = resolved.checkedExtent else { throw .tooLarge([kernel(axis)]) }
      let sides: Padding.Sides
      switch padding {
      case .symmetric(let amount): sides = .init(amount(axis), amount(axis))
      case .explicit(let each): sides = each[axis]
      case .causal:
        let cut = kernel.expanded(to: count).enumerated().map { other, kernel in
          let whole = (CheckedInteger(dilation(other)) * CheckedInteger(kernel - 1)).value ?? Limits.extent
          return other == 0 ? "[0, \(whole)]" : "[\(whole / 2), \(whole - whole / 2)]"
        }
        throw .conflict(
          "a transposed window has no `padding: causal`",
          help: "`padding: [\(cut.joined(separator: ", "))]` cuts off everything after the output"
            + (count > 1 ? " on the first axis" : ""))
      case .same:
        guard extent >= resolved.stride else {
          throw .conflict(
            "a transposed window of \(extent) has no `padding: same` with a stride of \(resolved.stride)",
            help: "`output_padding: \(resolved.stride - extent)` makes the output `stride` times the input")
        }
        let total = extent - resolved.stride
        sides = .init(total / 2, total - total / 2)
        resolved.isSame = true
      }
      (resolved.before, resolved.after) = (sides.before, sides.after)
      result.append(resolved)
    }
    return result
  }

  /// The extents that the transposed window produces from `spatial`.
  ///
  /// - Throws: ``Misfit/empty(axis:extent:)`` if the padding cuts off everything.
  public func transposedExtents(
    over spatial: ArraySlice<Int>, outputPadding: Axes
  ) throws(Misfit) -> [Extent] {
    let axes = try transposedAxes(count: spatial.count)
    if let count = outputPadding.count, count != spatial.count {
      throw .axes(argument: "output_padding", given: count, needed: spatial.count)
    }
    var result: [Extent] = []
    result.reserveCapacity(axes.count + 1)
    for (index, (axis, input)) in zip(axes, spatial).enumerated() {
      let extra = outputPadding(index)
      let steps = axis.transposedSteps(over: CheckedInteger(input), outputPadding: CheckedInteger(extra))
        .value
      guard let steps, steps <= Limits.extent else { throw .tooLarge(steps.map { [$0] } ?? [input]) }
      guard steps > 0 else { throw .empty(axis: Axis.spatial(axes.count)[index], extent: steps) }
      result.append(
        Extent(value: steps, origin: .transposed(axis, outputPadding: extra, input: input)))
    }
    return result
  }
}
