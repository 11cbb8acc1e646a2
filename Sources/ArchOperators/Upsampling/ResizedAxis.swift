import ArchGraph

/// One axis of a resized map: the places of its elements on those of the input, in closed form.
struct ResizedAxis {
  let extent: Int
  let size: Int
  let scale: Double?
  let mode: Resize.Mode
  let alignsCorners: Bool

  /// Whether elements change their places.
  ///
  /// With a factor an axis may keep its extent: then `linear` leaves it alone, and the other modes do not.
  var changes: Bool {
    extent != size || (mode != .linear && !alignsCorners && scale.map { $0 != 1 } ?? false)
  }

  /// How many neighbours an output has.
  var taps: Int { mode == .nearest || !changes ? 1 : mode == .cubic ? 4 : 2 }

  /// The distance between neighbouring outputs on the input.
  private var step: Double {
    if alignsCorners { return size > 1 ? Double(extent - 1) / Double(size - 1) : 0 }
    return scale.map { 1 / $0 } ?? Double(extent) / Double(size)
  }

  /// The index below the place of an output, which may be outside.
  private func below(_ output: Int) -> Int {
    let last = output == size - 1
    switch (alignsCorners, scale) {
    case (true, _):
      // Quotients of whole numbers are exact for the outermost outputs, however long the axis is.
      if output == 0 || size == 1 { return 0 }
      return last ? extent - 1 : Int((Double(output) * step).rounded(.down))
    case (false, let scale?):
      let place = mode == .nearest ? Double(output) / scale : (Double(output) + 0.5) / scale - 0.5
      return Int(place.rounded(.down))
    case (false, nil) where mode == .nearest:
      return last ? extent - (extent + size - 1) / size : output * extent / size
    case (false, nil):
      let (sum, both) = (extent + size, 2 * size)
      if last { return extent - (sum + both - 1) / both }
      let part = (2 * output + 1) * extent - size
      return part / both - (part % both < 0 ? 1 : 0)
    }
  }

  /// How far before the index below an output's place its neighbours begin.
  private var lead: Int { mode == .cubic ? 1 : 0 }

  /// How many positions of the input are read.
  ///
  /// Neighbours of consecutive outputs lie end to end or overlap if the outputs are at most as far apart as one has
  /// neighbours, and have gaps between them if they are further apart.
  var positionsRead: Int {
    guard changes else { return extent }
    let first = below(0) - lead
    let last = below(size - 1) - lead + taps - 1
    if step <= Double(taps) { return min(extent - 1, last) - max(0, first) + 1 }
    return taps * size - max(0, -first) - max(0, last - (extent - 1))
  }

  /// The neighbours with a weight.
  var reach: AxisReach {
    guard changes else { return .identity }
    let dependsOnExtent = scale == nil
    if !alignsCorners, mode != .cubic, let factor = whole(scale ?? Double(size) / Double(extent)),
      scale != nil || extent.multipliedReportingOverflow(by: factor) == (size, false)
    {
      return .regular(
        mode == .nearest
          ? .init(
            taps: factor, upsampling: factor, before: factor - 1, dependsOnExtent: dependsOnExtent)
          : .init(
            taps: 2 * factor - factor % 2, upsampling: factor, before: factor - 1 + factor / 2,
            dependsOnExtent: dependsOnExtent))
    }
    if mode == .nearest, let stride = whole(step), scale != nil || extent % size == 0 {
      return .regular(.init(stride: stride, dependsOnExtent: dependsOnExtent))
    }
    guard size <= AdaptiveWindows.mostListed else { return .everything }
    return .listed((0..<size).map(weighed))
  }

  private func whole(_ number: Double) -> Int? { number < 0x1p40 ? Int(exactly: number) : nil }

  /// The neighbours of an output that have a weight: all, except for a place on an element, which alone has one.
  private func weighed(_ output: Int) -> Range<Int> {
    let first = below(output)
    let isBetween = mode != .nearest && !isOnElement(output)
    let range = isBetween ? first - lead..<first - lead + taps : first..<first + 1
    let lower = min(max(range.lowerBound, 0), extent - 1)
    return lower..<min(max(range.upperBound - 1, 0), extent - 1) + 1
  }

  private func isOnElement(_ output: Int) -> Bool {
    if alignsCorners { return size == 1 || output * (extent - 1) % (size - 1) == 0 }
    guard let scale else { return ((2 * output + 1) * extent - size) % (2 * size) == 0 }
    let place = (Double(output) + 0.5) / scale - 0.5
    return place == place.rounded(.down)
  }
}
