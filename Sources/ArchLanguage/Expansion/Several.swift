import ArchGraph

/// A list of values of the network.
final class Several {
  let values: [Value]
  /// The labels of the block or loop that produced it.
  let members: [Binding]
  /// The layers that a label of it covers, or `nil` for those of its values.
  let nodes: Range<Int>?
  /// How deeply lists are nested.
  let depth: Int
  /// The number of values in all nested lists.
  let count: Int
  /// How deeply members and lists are nested.
  let nesting: Int

  init(_ values: [Value]) {
    let nesting = (values.lazy.map(\.nesting).max() ?? 0) + 1
    self.nesting = min(nesting, Self.deepest + 1)
    self.values = nesting > Self.deepest ? values.map(\.bare) : values
    members = []
    nodes = nil
    var (depth, count) = (0, CheckedInteger(0))
    for case .points(let inner) in values {
      (depth, count) = (max(depth, inner.depth), count + CheckedInteger(inner.count))
    }
    self.depth = depth + 1
    self.count = (count + CheckedInteger(values.count)).value ?? .max
  }

  /// The values of another list, produced by something else.
  init(_ other: Several, members: [Binding], nodes: Range<Int>?) {
    values = other.values
    depth = other.depth
    count = other.count
    self.members = members
    self.nodes = nodes
    nesting = max(other.nesting, (members.lazy.map(\.value.nesting).max() ?? -1) + 1)
  }

  /// Lists nested deeper, and more values in total, than anyone means.
  static let deepest = 128
  static let most = Limits.connections
}
