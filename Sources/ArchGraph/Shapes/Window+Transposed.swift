/// The window of a transposed convolution, which scatters each input over its taps.
extension Window {
  /// The window on each of `count` spatial axes, read backwards: its padding is cut from the output.
  ///
  /// - Throws: ``Misfit/axes(argument:given:needed:)`` if it was written for another number of axes, and
  ///   ``Misfit/conflict(_:help:)`` for `same`, which says how much to add to an input, not what to cut off.
  public func transposedAxes(count: Int) throws(Misfit) -> [WindowAxis] {
    try check(rank: count)
    var result: [WindowAxis] = []
    result.reserveCapacity(count)
    for axis in 0..<count {
      let sides: Padding.Sides
      switch padding {
      case .symmetric(let amount): sides = .init(amount(axis), amount(axis))
      case .explicit(let each): sides = each[axis]
      case .same:
        throw .conflict(
          "a transposed window has no `padding: same`",
          help:
            "give it in numbers: `padding: (kernel - stride)/2` makes the output `stride` times the input"
        )
      }
      let resolved = WindowAxis(
        kernel: kernel(axis), stride: stride(axis), dilation: dilation(axis), before: sides.before,
        after: sides.after, ceil: false)
      guard resolved.checkedExtent != nil else { throw .tooLarge([kernel(axis)]) }
      result.append(resolved)
    }
    return result
  }

  /// The extents that the transposed window produces from `spatial`.
  ///
  /// - Throws: ``Misfit/empty(axis:extent:)`` where the padding cuts off everything.
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
