import ArchGraph

extension AdaptiveWindows {
  /// The positions under an adaptive window: on each axis those from `floor(i*n/size)` up to
  /// `ceil((i + 1)*n/size)`.
  func positions(under position: [Int]) -> [[Int]] {
    let ranges = zip(zip(extents, sizes), position.dropFirst()).map { axis, index in
      let (extent, size) = axis
      return index * extent / size..<((index + 1) * extent + size - 1) / size
    }
    return Positions(ranges.map(\.count)).map { step in
      [position[0]] + zip(ranges, step).map { $0.lowerBound + $1 }
    }
  }

  /// Whether a border between windows falls inside an element.
  var isOverlapping: Bool { zip(extents, sizes).contains { !$0.isMultiple(of: $1) } }
}
