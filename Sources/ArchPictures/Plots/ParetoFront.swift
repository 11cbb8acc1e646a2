/// The points of a plot that no other point beats.
package enum ParetoFront {
  /// Which direction of an axis is better.
  package enum Better: Hashable, Sendable {
    /// Less: work, parameters, time.
    case less
    /// More: accuracy.
    case more
  }

  /// The indices of the points that no other point beats, the better by `x` first.
  ///
  /// A point beats another if it is at least as good in both and better in one; so equal points are on the front
  /// together.
  package static func indices(
    of points: [(x: Double, y: Double)], x better: Better = .less, y: Better = .more
  ) -> [Int] {
    // Rewritten so that less is better in both.
    let costs = points.map { (x: better == .less ? $0.x : -$0.x, y: y == .less ? $0.y : -$0.y) }
    let order = costs.indices.filter { costs[$0].x.isFinite && costs[$0].y.isFinite }
      .sorted { (costs[$0].x, costs[$0].y, $0) < (costs[$1].x, costs[$1].y, $1) }
    var front: [Int] = []
    for index in order {
      guard let last = front.last, costs[last].y <= costs[index].y else {
        front.append(index)
        continue
      }
      if costs[last] == costs[index] { front.append(index) }
    }
    return front
  }
}
