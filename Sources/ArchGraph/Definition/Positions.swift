/// All positions of a box of these extents, last axis fastest; a single empty position if there are no axes.
package struct Positions: Sequence, IteratorProtocol {
  private let extents: [Int]
  private var upcoming: [Int]?

  /// The positions of a box.
  package init(_ extents: some Collection<Int>) {
    self.extents = Array(extents)
    upcoming = extents.contains { $0 <= 0 } ? nil : [Int](repeating: 0, count: extents.count)
  }

  /// The next position.
  package mutating func next() -> [Int]? {
    guard let position = upcoming else { return nil }
    var following = position
    for axis in extents.indices.reversed() {
      following[axis] += 1
      if following[axis] < extents[axis] {
        upcoming = following
        return position
      }
      following[axis] = 0
    }
    upcoming = nil
    return position
  }
}
