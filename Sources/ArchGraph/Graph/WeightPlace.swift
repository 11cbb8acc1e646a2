/// A tensor of weights of a graph.
public struct WeightPlace: Hashable, Sendable {
  /// The entry of the graph's weights.
  public var entry: Int
  /// Which of its tensors.
  public var index: Int

  /// A tensor of an entry.
  public init(entry: Int, index: Int) {
    self.entry = entry
    self.index = index
  }
}
