import ArchGraph

/// The windows of a pooling to a fixed size.
///
/// Output `i` of `size` sees the inputs from `floor(i*n/size)` up to `ceil((i + 1)*n/size)`.
struct AdaptiveWindows {
  /// The extents of the input's spatial axes.
  let extents: [Int]
  /// The extents of the output.
  let sizes: [Int]

  /// The windows over an input.
  ///
  /// - Throws: ``Misfit/axes(argument:given:needed:)`` if the size was written for a different number of axes.
  init(_ size: Axes, over spatial: ArraySlice<Int>) throws(Misfit) {
    if let count = size.count, count != spatial.count {
      throw .axes(argument: "size", given: count, needed: spatial.count)
    }
    extents = Array(spatial)
    sizes = size.expanded(to: spatial.count)
  }

  /// The most windows that are listed individually; beyond that, the reach is given as the whole axis.
  static let mostListed = 4096

  /// The output's extents.
  var outputs: [Extent] { zip(Axis.spatial("size_", sizes.count), sizes).map { Extent($0, $1) } }

  /// The taps of all windows of each axis together; their product counts the taps of all windows.
  ///
  /// Windows lie end to end except where a border falls inside an element, which then belongs to both: of the
  /// `size - 1` borders, those are all but `gcd(n, size) - 1`.
  var taps: [Factor] {
    zip(Axis.spatial("taps_", sizes.count), zip(extents, sizes)).map { name, axis in
      Factor(name, axis.0 + axis.1 - greatestCommonDivisor(axis.0, axis.1))
    }
  }

  /// The inputs that each output sees.
  var reach: Reach {
    .axes(
      zip(extents, sizes).map { extent, size in
        if size == 1 { return .everything }
        if extent % size == 0 {
          return .regular(.init(taps: extent / size, stride: extent / size, dependsOnExtent: true))
        }
        guard size <= Self.mostListed else { return .everything }
        return .listed((0..<size).map { $0 * extent / size..<(($0 + 1) * extent + size - 1) / size })
      })
  }
}
