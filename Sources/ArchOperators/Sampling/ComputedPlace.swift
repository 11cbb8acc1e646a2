import ArchGraph

/// A computed place on an axis: it is between two neighbouring elements, and each has a share in it.
struct ComputedPlace<N: Number> {
  /// The offset before the first element from which possibly outside places count: if the lower neighbour is before
  /// that, neither neighbour is inside.
  static var margin: Int { 2 }

  /// The index of the lower neighbour, counted from the margin.
  let index: N
  /// The share of the lower neighbour, and of the one above.
  let shares: [N]
  /// The offset before the first element from which the index is counted.
  let margin: Int

  /// - Parameter place: the place, counted from the margin.
  init(_ place: N, margin: Int = Self.margin) {
    index = place.floor()
    let share = place - index
    shares = [N(1) - share, share]
    self.margin = margin
  }

  /// The same place with other shares.
  init(_ place: ComputedPlace, shares: [N]) {
    index = place.index
    margin = place.margin
    self.shares = shares
  }

  /// The result of `read` for the index of the lower neighbour on an axis of `extent` elements.
  ///
  /// A place in the margin or beyond it reads the same as the last place there.
  func lookUp(_ extent: Int, _ read: (_ lower: Int) -> N) -> N {
    index.entry(of: margin > 0 ? margin + extent + 1 : extent) { read($0 - margin) }
  }
}
